"""What `threekey doctor` says of each check, for the operator. Only texts belong here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Of a check: its name, what it says where all is well, and where it is not; `{what}` is what was found."""

    name: str
    good: str
    bad: str

    def of(self, is_good: bool, what: str) -> str:
        return f"{self.name}：{(self.good if is_good else self.bad).format(what=what)}"


TEXTS: Mapping[str, Words] = {
    "versions": Words("程序", "与 requirements.lock 一致", "已安装的版本与 requirements.lock 不符：{what}。请运行 make setup"),
    "settings": Words("设置", "可用", "{what}"),
    "folders": Words("文件夹权限", "可读写", "没有读写权限：{what}。请用运行 threekey 的账号修正"),
    "disk": Words("磁盘", "剩余 {what}", "剩余 {what}，请清理。空间不足时刷新会失败，已收到的文件不会丢失"),
    "fonts": Words("字体", "有中文字体", "没有中文字体，报告中的图会缺字。请安装 fonts-noto-cjk"),
    "office": Words("LibreOffice", "已安装", "未安装，.doc、.wps、.et 等旧格式的文件无法读取"),
    "channels": Words("提醒渠道", "设置和通讯录可用", "{what}"),
    "clock": Words("时钟", "正常", "系统日期早于已收到文件的日期（{what}）。请校准时钟"),
    "files": Words("数据文件", "都能读取", "{what}"),
    "archive": Words("存档", "收到的文件都在", "存档文件缺失：{what}。请运行 threekey verify 查看，并从备份恢复"),
    "database": Words("数据库", "可以打开", "无法打开：{what}"),
    "history": Words("运行记录", "{what} 可用", "{what}"),
    "last": Words("最近一次刷新", "正常", "没有发布：{what}"),
    "outbox": Words("提醒消息", "没有积压", "超过一天未发出的和发送失败的：{what} 条。请检查 private/channels.toml 和网络"),
}
