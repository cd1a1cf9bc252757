"""Papers that set no tasks are refused with the reason and give no rows, however many figures and promises they hold."""

from __future__ import annotations

import pytest

from ingest.findings import Effect
from tests.unit.task_lists.golden_rows import read_made

NOVEL = """第一章 雨夜

那年冬天特别冷，老陈在镇上住了三十年，头一回见到这么大的雪。他数了数口袋里的钱，一共二十七块五毛。

“明年我计划盖三间新房，”他对儿子说，“再养上二十头猪，争取把欠下的5000元债还清。”

儿子没有说话。屋外的风刮了整整一夜，第二天早晨，院子里的雪足有半米深。

第二章 进城

儿子坐了8个小时的火车才到城里。厂里有1200个工人，他分在三车间，每个月工资1800元。
"""

CONTRACT = """房屋租赁合同

甲方（出租人）：李某
乙方（承租人）：王某

一、租赁标的
甲方将位于云岭市青溪街道的房屋出租给乙方，建筑面积120平方米。

二、租金
每月租金3500元，押金7000元，乙方应于每月5日前支付。租金每年增长5%。

三、违约责任
逾期支付的，每日按欠付金额的0.5‰支付违约金。
"""

PRICES = """云岭市青溪农贸市场价目表
品名,规格,单价（元）
大白菜,500克,1.2
五花肉,500克,18.5
鲜鸡蛋,500克,5.8
"""

ROSTER = """青溪县第一中学2025级高一（3）班学生名单

学号	姓名	性别	身高
1	王小明	男	172
2	李小红	女	160
3	张小刚	男	168
"""

LAW = """云岭市城市绿化条例

第一章 总则

第一条 为了促进城市绿化事业的发展，改善生态环境，根据有关法律，制定本条例。

第二条 城市新建居住区的绿地率不得低于30%，旧城改造区不得低于25%。

第三条 任何单位和个人不得擅自砍伐树木。违反规定的，处500元以上5000元以下罚款。

第二章 附则

第四条 本条例自2025年5月1日起施行。
"""

FILING = """单位,指标,本期完成,累计完成,完成率,存在问题
区工信局,新增规上企业,2,12,60%,无
区商务局,社会消费品零售总额,3.5,21,70%,消费不旺
区住建局,老旧小区改造,1,5,50%,资金不足
"""

LEASE = """厂房租赁约定

甲方：青溪县工业园投资有限公司
乙方：云岭机械有限公司

一、标的。甲方将位于青溪县工业园的3号厂房出租给乙方使用，建筑面积4200平方米。
二、租期。租赁期限5年，自2025年1月1日起至2029年12月31日止。
三、租金。第一年每平方米12元，自第三年起每年增长5%，乙方应于每季度首月10日前支付。
四、投资。乙方2025年底前完成投资2000万元，年产值达到5000万元以上，年税收不低于150万元。
"""

TENDER = """青溪县城区雨污分流改造工程招标公告

一、项目概况。本工程改造雨污水管网28公里，新建泵站2座，计划投资1.2亿元。
二、工期。2025年12月底前完成全部工程。
三、资格。投标人近三年完成类似工程不少于2个。
四、递交。投标文件递交截止时间为2025年3月28日9时，投标保证金80万元。
"""

ECONOMY = """2024年上半年青溪县经济运行情况

1.工业经济。规模工业增加值同比增长7.2%，比一季度加快0.5个百分点。
2.投资。固定资产投资完成86.5亿元，增长9.1%。
3.消费。社会消费品零售总额实现42.3亿元，增长6.4%。
"""

REPORT = """我局深入贯彻落实各项要求，全面履行职责。

1.城市建设。完成了36个老旧小区改造，新建了12个停车场，投入了资金3.6亿元。
2.住房保障。2024年分配了公租房420套，发放了补贴380万元。
3.行业管理。检查了工地260个，整改了隐患1200条。
"""

LETTER = """关于召开2025年度工作会议的通知

各乡镇、各部门：
经研究，定于2025年3月5日上午9时在县政府三楼会议室召开会议，会期1天，请于8时50分前入场。
参会人员：各单位主要负责人，共120人。
县政府办公室
2025年3月1日
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (NOVEL, "novel.txt"), (CONTRACT, "contract.txt"), (PRICES, "prices.csv"), (ROSTER, "roster.txt"), (LAW, "law.txt"),
        (FILING, "filing.csv"), (LETTER, "letter.txt"),
        (LEASE, "lease.txt"), (TENDER, "tender.txt"), (ECONOMY, "economy.txt"), (REPORT, "report.txt"),
    ],
    ids=lambda value: value if value.endswith((".txt", ".csv")) else "",
)  # fmt: skip
def test_it_is_refused(text: str, name: str) -> None:
    task_list = read_made(text.encode(), name)
    assert (task_list.tasks, task_list.targets) == ((), ())
    refusals = [finding for finding in task_list.findings if finding.effect is Effect.FILE]
    assert refusals, task_list.findings
    assert all(finding.message and finding.fix for finding in refusals)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEASE, "a-contract-not-a-list"),
        (TENDER, "a-tender-not-a-list"),
        (ECONOMY, "a-report-not-a-list"),
        (REPORT, "a-report-not-a-list"),
    ],
)
def test_it_is_called_what_it_is(text: str, code: str) -> None:
    assert [finding.code for finding in read_made(text.encode(), "x.txt").findings if finding.effect is Effect.FILE] == [code]


AIMS = "1.城建。新建停车场12个，改造老旧小区36个。\n2.招商。完成投资20亿元以上，税收增长8%。\n3.环保。淘汰锅炉6台。\n"
RESPONSIBLE = AIMS.replace("。\n", "。（责任单位：县住建局）\n")


@pytest.mark.parametrize(
    "text",
    [
        f"青溪县2025年工作总结和2026年工作计划\n\n{AIMS}",
        f"青溪县2025年安全生产目标责任书\n\n甲方：青溪县人民政府\n乙方：东河镇人民政府\n甲方与乙方约定如下\n乙方违约的\n\n{AIMS}支付\n",
        f"青溪县2025年优化招标投标环境重点任务\n\n{AIMS}4.交易。投标人保证金减免20%，评标专家新增60名，招标人培训12场。\n",
        f"青溪县2025年重点工作任务\n2024年完成了36个小区，新建了12个停车场，发放了补贴380万元。\n\n{AIMS}",
        # of whatever kind it seems: who names responsible units sets tasks
        f"青溪县2025年重点项目工作情况\n\n{RESPONSIBLE}",
        f"青溪县2025年管网工程招标公告后续安排\n投标人、招标人配合\n\n{RESPONSIBLE}",
    ],
)
def test_an_honest_list_with_such_words_is_read(text: str) -> None:
    task_list = read_made(text.encode(), "x.txt")
    assert len(task_list.tasks) >= 3
    assert {target.span for target in task_list.targets} >= {"新建停车场12个", "淘汰锅炉6台"}
