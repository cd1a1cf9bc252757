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
    ],
    ids=lambda value: value if value.endswith((".txt", ".csv")) else "",
)  # fmt: skip
def test_it_is_refused(text: str, name: str) -> None:
    task_list = read_made(text.encode(), name)
    assert (task_list.tasks, task_list.targets) == ((), ())
    refusals = [finding for finding in task_list.findings if finding.effect is Effect.FILE]
    assert refusals, task_list.findings
    assert all(finding.message and finding.fix for finding in refusals)
