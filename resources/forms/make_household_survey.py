#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Writes household-survey.xml, the household survey (入户调查表) as an ODK XForm.

    python3 resources/forms/make_household_survey.py > resources/forms/household-survey.xml

The questions stand below in the order of the paper form, section by section; household-survey.csv lists the fields
that must be there. Code lists come from resources/codelists/codelists.csv. The output is committed: a build needs no
Python for it.
"""
import csv
import pathlib
import sys
from xml.sax.saxutils import escape, quoteattr

VERSION = "2026-01"
HERE = pathlib.Path(__file__).resolve().parent
CODELISTS = HERE.parent / "codelists" / "codelists.csv"

DONE = "(/hs/visit/outcome = '' or /hs/visit/outcome = 'DONE')"
NEW = "/hs/visit/reason = 'NEW'"

# Lists that only this form has: name -> [(code, zh, en)]
OWN_LISTS = {
    "YESNO": [("1", "是", "Yes"), ("0", "否", "No")],
    "VISIT_REASON": [("NEW", "新申请", "New application"), ("RECHECK", "定期核查", "Periodic re-check"),
                     ("ALERT", "预警核查", "Alert"), ("OBJECTION", "公示异议", "Objection to the notice"),
                     ("COMPLAINT", "信访举报", "Complaint"), ("SPOT_CHECK", "抽查", "Spot check"),
                     ("OUTREACH", "主动发现", "Outreach"), ("CARE", "探访关爱", "Care visit")],
    "PLACE_KIND": [("RESIDENCE", "居住地", "Residence"), ("HUKOU_PLACE", "户籍地", "Registered place"),
                   ("INSTITUTION", "机构", "Institution"), ("OTHER", "其他", "Other")],
    "OUTCOME": [("DONE", "已完成", "Done"), ("ABSENT", "家中无人", "Nobody at home"), ("REFUSED", "拒绝调查", "Refused"),
                ("MOVED", "已搬离", "Moved away"), ("DECEASED", "已去世", "Deceased"), ("UNSAFE", "现场不安全", "Unsafe")],
    "APPLY_MODE": [("SELF", "本人申请", "In person"), ("ENTRUSTED", "委托他人", "By an agent"),
                   ("VILLAGE_COMMITTEE", "村（居）委会代为提出", "By the village committee"),
                   ("PROACTIVE", "主动发现", "Found by outreach")],
    "APPLY_UNIT": [("HOUSEHOLD", "整户", "Whole household"), ("SINGLE_SEVERE_DIS", "单人户：重度残疾人", "Single: severe disability"),
                   ("SINGLE_SERIOUS_ILL", "单人户：重病患者", "Single: serious illness"),
                   ("SINGLE_CLERGY", "单人户：宗教教职人员", "Single: clergy"), ("SINGLE_OTHER", "单人户：其他", "Single: other")],
    "RELAPSE": [("NONE", "否", "No"), ("MONITORED", "防止返贫监测对象", "Monitored against relapse"),
                ("LIFTED", "脱贫户", "Lifted out of poverty")],
    "ID_TYPE": [("ID_CARD", "居民身份证", "Resident ID card"), ("HK_MACAO_TW_PERMIT", "港澳台居民居住证", "Permit of Hong Kong, Macao, Taiwan"),
                ("FOREIGN_PR", "外国人永久居留证", "Foreign permanent residence"), ("NONE", "无证件", "None")],
    "NOT_COUNTED": [("CLERGY", "连续三年以上脱离家庭的宗教教职人员", "Clergy living apart for 3 years or more"),
                    ("PRISON", "在监狱内服刑", "In prison"), ("DETOX", "在戒毒所强制隔离戒毒", "In compulsory detoxification"),
                    ("MISSING", "宣告失踪人员", "Declared missing"), ("PROVINCE", "省级规定的其他人员", "Other by rule of the province")],
    "PENSION": [("NONE", "未参加", "None"), ("EMPLOYEE", "职工养老保险", "Employees' pension"),
                ("RESIDENT", "城乡居民养老保险", "Residents' pension"), ("GOVERNMENT", "机关事业单位养老金", "Government pension")],
    "BASIS": [("PAYSLIP", "工资单", "Payslip"), ("BANK", "银行流水", "Bank statement"), ("CONTRACT", "合同", "Contract"),
              ("DATA_CHECK", "信息核对", "Data check"), ("LOCAL_RATE", "当地评估标准", "Local rate"), ("STATEMENT", "本人陈述", "Statement")],
    "LAND_USE": [("OWN", "自种", "Farmed"), ("LEASED", "流转", "Leased out"), ("IDLE", "撂荒", "Idle")],
    "PROP_SOURCE": [("DECLARED", "本人申报", "Declared"), ("OBSERVED", "现场查看", "Observed"), ("DATA_CHECK", "信息核对", "Data check")],
    "STRUCTURE": [("BRICK_CONCRETE", "砖混", "Brick and concrete"), ("BRICK_TIMBER", "砖木", "Brick and timber"), ("ADOBE", "土坯", "Adobe"),
                  ("CAVE", "窑洞", "Cave"), ("STEEL", "钢结构", "Steel"), ("OTHER", "其他", "Other")],
    "DECORATION": [("NONE", "无装修", "None"), ("PLAIN", "简单", "Plain"), ("MEDIUM", "中等", "Medium"), ("LUXURY", "豪华", "Luxury")],
    "WATER": [("TAP", "自来水", "Tap"), ("WELL", "井水", "Well"), ("OTHER", "其他", "Other")],
    "FUEL": [("GAS", "燃气", "Gas"), ("ELECTRIC", "电", "Electricity"), ("WOOD", "柴草", "Wood"), ("COAL", "煤", "Coal")],
    "HEATING": [("CENTRAL", "集中供暖", "Central"), ("ELECTRIC", "电", "Electricity"), ("GAS", "燃气", "Gas"), ("COAL", "煤", "Coal"),
                ("WOOD", "柴草", "Wood"), ("NONE", "无", "None")],
    "TOILET": [("INDOOR_FLUSH", "室内冲水", "Indoor flush"), ("OUTDOOR", "室外旱厕", "Outdoor"), ("SHARED", "公用", "Shared"), ("NONE", "无", "None")],
    "APPLIANCES": [("TV", "电视机", "TV"), ("FRIDGE", "冰箱", "Fridge"), ("WASHER", "洗衣机", "Washing machine"), ("AC", "空调", "Air conditioner"),
                   ("WATER_HEATER", "热水器", "Water heater"), ("COMPUTER", "电脑", "Computer"), ("RANGE_HOOD", "抽油烟机", "Range hood"),
                   ("OTHER", "其他", "Other"), ("NONE", "都没有", "None of these")],
    "GOODFAIRPOOR": [("GOOD", "较好", "Good"), ("FAIR", "一般", "Fair"), ("POOR", "较差", "Poor")],
    "ENOUGH": [("ENOUGH", "充足", "Enough"), ("BARELY", "勉强", "Barely"), ("LACKING", "不足", "Lacking")],
    "HAZARDS": [("WIRING", "电线老化", "Wiring"), ("GAS_CO", "燃气、一氧化碳", "Gas, carbon monoxide"), ("FIRE", "火灾", "Fire"),
                ("COLLAPSE", "房屋倒塌", "Collapse"), ("FALL", "跌倒", "Falls"), ("FLOOD", "水淹", "Flood"), ("NONE", "未发现", "None found")],
    "TRANSPORT": [("NONE", "无", "None"), ("BICYCLE", "自行车", "Bicycle"), ("E_BIKE", "电动自行车", "E-bike"),
                  ("MOTORCYCLE", "摩托车", "Motorcycle"), ("CAR", "汽车", "Car"), ("FARM_VEHICLE", "农用车", "Farm vehicle")],
    "DEVICE": [("CALL_BUTTON", "一键呼叫", "Call button"), ("SMOKE", "烟感", "Smoke"), ("GAS", "燃气报警", "Gas"), ("DOOR", "门磁", "Door"),
               ("WATER_METER", "智能水表", "Water meter")],
    "UTILITY": [("NORMAL", "相当", "Normal"), ("HIGH", "偏高", "High"), ("VERY_HIGH", "明显偏高", "Very high")],
    "NB_RELATION": [("VILLAGE_CADRE", "村（居）干部", "Village cadre"), ("NEIGHBOUR", "邻居", "Neighbour"),
                    ("PARTY_MEMBER", "党员、群众代表", "Party member, delegate"), ("OTHER", "其他", "Other")],
    "DEGREE": [("1", "一般", "Low"), ("2", "较重", "Medium"), ("3", "严重", "High")],
}


class Node:
    """One node of the instance with its bind and its control."""

    def __init__(self, name, parent, **facts):
        self.name, self.parent, self.facts, self.children = name, parent, facts, []
        if parent is not None:
            parent.children.append(self)

    @property
    def path(self):
        return (self.parent.path if self.parent else "") + "/" + self.name

    def find(self, name):
        return next(child for child in self.children if child.name == name)


class Form:
    def __init__(self):
        self.root = Node("hs", None, kind="root")
        self.pages = []
        self.lists = {}
        self.texts = {"zh": {}, "en": {}}

    def text(self, key, zh, en):
        self.texts["zh"][key] = zh
        self.texts["en"][key] = en
        return f"jr:itext('{key}')"

    def use_list(self, name):
        if name not in self.lists:
            if name in OWN_LISTS:
                self.lists[name] = OWN_LISTS[name]
            else:
                with open(CODELISTS, encoding="utf-8") as file:
                    self.lists[name] = [(row["code"], row["name_zh"], row["name_en"])
                                        for row in csv.DictReader(file) if row["list"] == name]
            assert self.lists[name], name
        return name


FORM = Form()


def page(key, zh, en):
    node = {"key": key, "label": FORM.text(f"page-{key}", zh, en), "sections": []}
    FORM.pages.append(node)


def section(name, zh, en, parent=None, **facts):
    """A group; at the top level it is a section of the current page."""
    facts.setdefault("kind", "group")
    node = Node(name, parent or FORM.root, zh=zh, en=en, **facts)
    if parent is None:
        FORM.pages[-1]["sections"].append(node)
    return node


def repeat(name, zh, en, parent=None, **facts):
    return section(name, zh, en, parent, kind="repeat", **facts)


def ask(parent, name, kind, zh, en, **facts):
    """A question. `kind`: text int decimal money bool date datetime geopoint one:LIST many:LIST file photo signature."""
    return Node(name, parent, kind=kind, zh=zh, en=en, **facts)


def hidden(parent, name, **facts):
    return Node(name, parent, kind="hidden", **facts)


def members(parent, name, zh, en, **facts):
    return ask(parent, name, "member", zh, en, **facts)


def kept_text(parent, group, target, parts):
    """An object of several answers that the record keeps as one text. What was on file stays until it is asked anew."""
    hidden(parent, f"{group.name}_known", source=target)
    joined = ", ".join(f"../{group.name}/{part}" for part in parts)
    relevant = {"relevant": group.facts["relevant"]} if "relevant" in group.facts else {}
    hidden(parent, f"{group.name}_text", to=target, **relevant,
           calculate=f"if(concat({joined}) = '', ../{group.name}_known, join(' ', {joined}))")


# What is checked -----------------------------------------------------------------------------------------------------

def id_valid(path):
    """GB 11643: 17 digits, a real date, and the check character by ISO 7064 MOD 11-2."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = " + ".join(f"{weight} * substr({path}, {at}, {at + 1})" for at, weight in enumerate(weights))
    return (f"regex({path}, '^[0-9]{{17}}[0-9Xx]$')"
            f" and date(concat(substr({path}, 6, 10), '-', substr({path}, 10, 12), '-', substr({path}, 12, 14))) != ''"
            f" and substring('10X98765432', ({total}) mod 11 + 1, 1) = translate(substr({path}, 17, 18), 'x', 'X')")


ID_WRONG = ("身份证号码不对，请对照证件再看一遍（最后一位是校验码）", "The ID number is wrong: compare it with the card (the last character is a check)")
PHONE = "regex(., '^1[3-9][0-9]{9}$') or regex(., '^0[0-9]{2,3}-?[0-9]{7,8}$')"
PHONE_WRONG = ("电话号码不对：手机 11 位，座机带区号", "Not a phone number: 11 digits, or a landline with area code")
MONEY = ". >= 0 and . <= 100000000 and . * 100 = round(. * 100)"
MONEY_WRONG = ("金额要在 0 到 1 亿元之间，最多两位小数", "An amount from 0 to 100 million yuan with at most two decimals")
NOT_FUTURE = (". <= today()", ("日期不能晚于今天", "A date not later than today"))
COUNT = (". >= 0 and . <= 99", ("请填 0 到 99 的数", "A number from 0 to 99"))


def checked(expression, message):
    return {"constraint": expression, "message": message}


PHONE_CHECK = checked(PHONE, PHONE_WRONG)
MONEY_CHECK = checked(MONEY, MONEY_WRONG)
PAST = checked(*NOT_FUTURE)
COUNT_CHECK = checked(*COUNT)

# A 调查信息 -----------------------------------------------------------------------------------------------------------

page("ab", "基本情况", "Visit and household")
visit = section("visit", "调查信息", "Visit")
ask(visit, "no", "text", "调查编号", "Survey number", to="visit.no",
    calculate="once(concat(property('visitprefix'), format-date-time(now(), '%Y%m%d%H%M%S'), '-', substr(uuid(), 0, 4)))")
ask(visit, "case_no", "text", "业务编号", "Case number", to="visit.case_no")
ask(visit, "program", "many:PROGRAM", "申请或在享事项", "Programme", to="visit.program", required=True)
ask(visit, "reason", "one:VISIT_REASON", "入户事由", "Reason for visit", to="visit.reason", required=True)
ask(visit, "emergency", "bool", "突发事件，无法入户", "Emergency, a visit is impossible")
ask(visit, "method", "one:SURVEY_METHOD", "调查方式", "Method", to="visit.method", required=True,
    **checked(". != 'REMOTE' or ../emergency = '1'", ("只有突发事件才能用电话、视频调查", "By phone or video only in an emergency")))
ask(visit, "start_at", "datetime", "开始时间", "Start", to="visit.start_at", readonly="true()", preload=("timestamp", "start"))
ask(visit, "end_at", "datetime", "结束时间", "End", to="visit.end_at", readonly="true()", preload=("timestamp", "end"),
    **checked("date-time(.) > date-time(../start_at)", ("结束时间要晚于开始时间，请检查电脑时钟", "The end must be after the start: check the clock")))
ask(visit, "location", "geopoint", "定位", "Position", to="visit.location",
    hint=("只记录入户地点，纬度 经度", "Of the visit only: latitude longitude"))
ask(visit, "place_kind", "one:PLACE_KIND", "地点类别", "Place kind", to="visit.place_kind", required=True)
person = repeat("investigators", "调查人员", "Investigators", visit, instances=2)
# Picked by name among the people of the laptop; the id is what counts, the name goes along for who reads the form.
ask(person, "staff_id", "text", "姓名", "Name", to="visit.investigators", keep="refs", required=True, appearance="colleague")
hidden(person, "name")
ask(person, "unit", "text", "单位", "Unit", required=True)
ask(visit, "investigators_distinct", "int", "不同的调查人员数", "Distinct investigators",
    calculate="count(../investigators[staff_id != '' and not(staff_id = preceding-sibling::investigators/staff_id)])",
    **checked(". >= 2", ("至少要有两名不同的调查人员", "At least two different investigators")))
staff = repeat("village_staff", "协助村（居）干部", "Assisting village staff", visit)
ask(staff, "name", "text", "姓名", "Name", to="visit.village_staff", keep="refs", required=True)
ask(visit, "respondent", "text", "被调查人", "Respondent", to="visit.respondent", required=DONE)
ask(visit, "respondent_relation", "one:RELATION", "与申请人关系", "Relation to applicant", to="visit.respondent_relation",
    required=DONE, appearance="autocomplete")
ask(visit, "notice_given", "bool", "已告知个人信息处理规则", "Privacy notice given", to="visit.notice_given", required=DONE,
    **checked(". = '1' or not" + DONE, ("先告知个人信息处理规则，再开始调查", "Give the privacy notice before the survey")))
ask(visit, "authorisation_no", "text", "核对授权书编号", "Authorisation number", to="visit.authorisation_no",
    required=f"{NEW} and {DONE}")
ask(visit, "outcome", "one:OUTCOME", "入户结果", "Outcome", to="visit.outcome", required=True)
ask(visit, "outcome_note", "text", "未完成原因", "Reason if not done", to="visit.outcome_note", appearance="multiline",
    relevant="../outcome != '' and ../outcome != 'DONE'", required=True)

# B 家庭基本信息 --------------------------------------------------------------------------------------------------------

hh = section("hh", "家庭基本信息", "Household", record="household", relevant=DONE)
ask(hh, "applicant_name", "text", "申请人（户主）姓名", "Applicant (head)", to="household.head.applicant_name", required=True)
ask(hh, "applicant_id", "text", "申请人证件号码", "Applicant ID", to="household.head.applicant_id", keep="upper", required=True,
    appearance="id", **checked(id_valid("."), ID_WRONG))
ask(hh, "apply_mode", "one:APPLY_MODE", "申请方式", "Application mode", required=True)
agent = section("agent", "代理人及委托书", "Agent and power of attorney", hh, relevant="../apply_mode != '' and ../apply_mode != 'SELF'")
ask(agent, "name", "text", "代理人姓名", "Name of the agent", to="household.contact.agent_name", required=True)
ask(agent, "phone", "text", "代理人电话", "Phone of the agent", to="household.contact.agent_phone", appearance="numbers", **PHONE_CHECK)
ask(agent, "relation", "one:RELATION", "与申请人关系", "Relation to applicant", to="household.contact.agent_relation", appearance="autocomplete")
ask(agent, "paper", "photo", "委托书", "Power of attorney", evidence="DC11")
ask(hh, "phone", "text", "联系电话", "Phone", to="household.contact.phone", required=True, appearance="numbers", **PHONE_CHECK)
ask(hh, "region_code", "text", "行政区划代码", "Division code", to="household.address.region_code", required=True,
    appearance="numbers", **checked("regex(., '^[0-9]{12}$')", ("行政区划代码是 12 位数字", "A division code has 12 digits")))
ask(hh, "hukou_address", "text", "户籍地址", "Registered address", to="household.address.hukou_address", required=True)
ask(hh, "residence_address", "text", "经常居住地址", "Habitual residence", to="household.address.residence_address", required=True)
ask(hh, "separate_residence", "bool", "人户分离", "Lives apart from register", to="household.address.separate_residence", required=True)
ask(hh, "since", "date", "从何时起", "Since", to="household.address.since", relevant="../separate_residence = '1'", required=True, **PAST)
ask(hh, "reason", "text", "原因", "Reason", to="household.address.reason", relevant="../separate_residence = '1'", required=True)
ask(hh, "host_division", "text", "居住地行政区划代码", "Division of residence", to="household.address.host_division",
    relevant="../separate_residence = '1'", appearance="numbers",
    **checked("regex(., '^[0-9]{12}$')", ("行政区划代码是 12 位数字", "A division code has 12 digits")))
ask(hh, "hukou_kind", "one:HUKOU", "户籍性质", "Registration nature", to="household.head.hukou_kind", required=True)
ask(hh, "size_registered", "int", "户籍人口数", "Registered persons", to="household.head.size_registered", required=True, **COUNT_CHECK)
ask(hh, "size", "int", "共同生活家庭成员数", "Household size", to="household.head.size", calculate="count(/hs/m[counted = '1'])")
ask(hh, "size_protected", "int", "保障人口数", "Protected persons", to="household.head.size_protected", required=True,
    **checked(". >= 0 and . <= ../size", ("保障人口数不能多于共同生活家庭成员数", "Not more than the household's size")))
ask(hh, "apply_unit", "one:APPLY_UNIT", "申请单位", "Unit of application", to="household.head.apply_unit", required=True)
ask(hh, "causes", "many:CAUSE", "致困原因", "Causes of hardship", to="household.situation.causes", required=True)
ask(hh, "main_cause", "one:CAUSE", "主要致困原因", "Main cause", to="household.situation.main_cause", required=True,
    chosen="selected(current()/../causes, value)")
ask(hh, "category_now", "one:LIPC", "现有低收入人口类别", "Current category", to="household.situation.category_now", required=True)
ask(hh, "benefits_now", "many:PROGRAM", "在享救助", "Benefits in force", to="household.situation.benefits_now")
ask(hh, "no_benefits", "bool", "目前没有享受任何救助", "No benefit in force", relevant="../benefits_now = ''", required=True,
    **checked(". = '1'", ("请在上一题选出在享的救助", "Choose the benefits above")))
ask(hh, "staff_relative", "bool", "与经办人员或村（居）委会成员近亲属关系", "Relative of staff or village committee",
    to="household.situation.staff_relative", required=True)
relative = section("relative", "近亲属备案", "Filing of the relative", hh, relevant="../staff_relative = '1'")
ask(relative, "name", "text", "姓名", "Name", required=True)
ask(relative, "post", "text", "单位和职务", "Unit and post", required=True)
ask(relative, "relation", "one:RELATION", "关系", "Relation", required=True, appearance="autocomplete")
ask(hh, "relapse_watch", "one:RELAPSE", "防止返贫监测对象/脱贫户", "Relapse-watch household", to="household.situation.relapse_watch")
ask(hh, "bank_name", "text", "开户银行", "Bank", to="household.bank.bank_name", required=True)
ask(hh, "account_holder", "text", "开户人", "Account holder", to="household.bank.account_holder", required=True,
    **checked(". = /hs/m/name or . = ../agent/name or . = ../applicant_name",
              ("开户人要是家庭成员或者备案的代理人", "A member of the household or the filed agent")))
ask(hh, "account_no", "text", "银行账号", "Account number", to="household.bank.account_no", required=True, appearance="numbers masked",
    **checked("regex(., '^[0-9]{8,30}$')", ("银行账号是 8 到 30 位数字", "An account number has 8 to 30 digits")))
keeper = section("passbook_keeper", "存折（卡）代管人", "Passbook keeper", hh)
ask(keeper, "name", "text", "代管人", "Keeper")
ask(keeper, "phone", "text", "代管人电话", "Phone of the keeper", appearance="numbers", **PHONE_CHECK)
kept_text(hh, keeper, "household.bank.passbook_keeper", ["name", "phone"])

# C 共同生活家庭成员 ----------------------------------------------------------------------------------------------------

page("cd", "家庭成员", "Members and obligors")
m = repeat("m", "共同生活家庭成员", "Members", record="member", relevant=DONE, heading="name")
ask(m, "name", "text", "姓名", "Name", to="member.identity.name", required=True)
ask(m, "relation", "one:RELATION", "与户主关系", "Relation to head", to="member.relation.relation", required=True, appearance="autocomplete")
ask(m, "id_type", "one:ID_TYPE", "证件类型", "ID type", to="member.identity.id_type", required=True, default="ID_CARD")
ID_DATE = "concat(substr(../id_no, 6, 10), '-', substr(../id_no, 10, 12), '-', substr(../id_no, 12, 14))"
ask(m, "id_no", "text", "证件号码", "ID number", to="member.identity.id_no", keep="upper", relevant="../id_type != 'NONE'", required=True,
    appearance="id", **checked(f"../id_type != 'ID_CARD' or ({id_valid('.')})", ID_WRONG),
    changed=[("birth", f"if(../id_type = 'ID_CARD' and {id_valid('../id_no')}, {ID_DATE}, .)"),
             ("sex", f"if(../id_type = 'ID_CARD' and {id_valid('../id_no')}, if(substr(../id_no, 16, 17) mod 2 = 1, '1', '2'), .)")])
ask(m, "sex", "one:SEX", "性别", "Sex", to="member.identity.sex", required=True)
ask(m, "birth", "date", "出生日期", "Birth date", to="member.identity.birth", required=True, **PAST)
ask(m, "age", "int", "周岁", "Age",
    calculate="if(../birth = '', '', int((format-date(today(), '%Y%m%d') - format-date(../birth, '%Y%m%d')) div 10000))")
ask(m, "ethnic", "one:ETHNIC", "民族", "Ethnic group", to="member.identity.ethnic", required=True, default="01", appearance="autocomplete")
ask(m, "marital", "one:MARITAL", "婚姻状况", "Marital status", to="member.identity.marital", required=True)
ask(m, "edu", "one:EDU", "文化程度", "Education", to="member.school.edu", required=True)
ask(m, "hukou_here", "bool", "户口在本户", "Registered here", to="member.membership.hukou_here", required=True, default="1")
ask(m, "counted", "bool", "计入共同生活成员", "Counted as member", to="member.membership.counted", required=True, default="1")
ask(m, "counted_reason", "one:NOT_COUNTED", "不计入的原因", "Reason for not counting", to="member.membership.counted_reason",
    relevant="../counted = '0'", required=True)
ask(m, "phone", "text", "手机号", "Mobile", to="member.identity.phone", appearance="numbers", **PHONE_CHECK)
ask(m, "health", "one:HEALTH", "健康状况", "Health status", to="member.health.health", required=True)
ask(m, "serious_illness", "many:SIGDISEASE", "患重特大疾病", "Serious illness", to="member.health.serious_illness")
ask(m, "chronic", "text", "慢性病及用药", "Chronic disease and medicine", to="member.health.chronic")
hospital = section("hospitalised", "近12个月住院次数/天数", "Hospital stays, last 12 months", m)
ask(hospital, "stays", "int", "住院次数", "Stays", to="member.health.hospital_stays", **COUNT_CHECK)
ask(hospital, "days", "int", "住院天数", "Days", to="member.health.hospital_days",
    **checked(". >= 0 and . <= 366", ("住院天数在 0 到 366 天之间", "From 0 to 366 days")))
ask(m, "dis_type", "one:DISTYPE", "残疾类别", "Disability type", to="member.disability.dis_type", required=True, default="0")
ask(m, "dis_grade", "one:DISGRADE", "残疾等级", "Disability grade", to="member.disability.dis_grade",
    relevant="../dis_type != '' and ../dis_type != '0'", required=True)
ask(m, "dis_card_no", "text", "残疾人证号", "Disability card number", to="member.disability.dis_card_no", keep="upper",
    relevant="../dis_type != '' and ../dis_type != '0'",
    **checked("translate(., 'x', 'X') = concat(translate(../id_no, 'x', 'X'), ../dis_type, ../dis_grade)",
              ("残疾人证号是身份证号加残疾类别和等级", "The ID number followed by type and grade")))
ask(m, "selfcare", "one:SELFCARE", "生活自理能力", "Self-care", to="member.health.selfcare",
    relevant="../age >= 60 or (../dis_type != '' and ../dis_type != '0') or (../health != '' and ../health != '10')", required=True)
ask(m, "work_capacity", "one:WORKCAP", "劳动能力", "Work capacity", to="member.work.work_capacity", required=True)
ask(m, "employment", "one:EMPL", "从业状况", "Employment", to="member.work.employment", required=True)
ask(m, "employer", "text", "工作单位或务工地", "Employer or place", to="member.work.employer")
ask(m, "key_labour", "bool", "主要劳动力", "Key earner", to="member.work.key_labour", required=True)
ask(m, "income_month", "money", "本人月收入（申报）", "Own declared monthly income", to="member.work.income_month", required=True,
    appearance="money-month", **MONEY_CHECK)
ask(m, "school_stage", "one:SCHOOL", "就学阶段", "School stage", to="member.school.school_stage", required=True, default="NONE")
school = section("school", "学校、年级、入学时间、学制", "School, grade, entry date, length", m,
                 relevant="../school_stage != '' and ../school_stage != 'NONE'")
ask(school, "name", "text", "学校", "School", to="member.school.school", required=True)
ask(school, "grade", "text", "年级", "Grade", to="member.school.grade")
ask(school, "entry_date", "date", "入学时间", "Entry date", to="member.school.entry_date", **PAST)
ask(school, "length", "int", "学制（年）", "Length in years", to="member.school.length",
    **checked(". >= 1 and . <= 12", ("学制在 1 到 12 年之间", "From 1 to 12 years")))
ask(school, "graduation", "text", "预计毕业", "Expected graduation",
    calculate="if(../entry_date = '' or ../length = '', '', concat(format-date(../entry_date, '%Y') + ../length, '-07'))")
ask(m, "medical_insured", "bool", "参加基本医疗保险", "Basic medical insurance", to="member.health.medical_insured", required=True)
pension = section("pension", "养老保险类型及待遇", "Pension kind and amount", m)
ask(pension, "pension_kind", "one:PENSION", "养老保险类型", "Pension kind", to="member.work.pension_kind")
ask(pension, "pension_month", "money", "每月领取", "Amount per month", to="member.work.pension_month", appearance="money-month",
    relevant="../pension_kind != '' and ../pension_kind != 'NONE'", **MONEY_CHECK)
ask(m, "special_group", "many:TOPUP", "特定对象", "Special group", to="member.membership.special_group")
ask(m, "elder_group", "one:ELDERGRP", "特殊困难老年人类别", "Elder group", to="member.membership.elder_group", relevant="../age >= 60",
    required=True)
ask(m, "child_category", "one:CHILDCAT", "困境儿童类别", "Child category", to="member.membership.child_category",
    relevant="../age != '' and ../age < 18", required=True)
ask(m, "benefits", "many:PROGRAM", "本人在享补贴", "Own benefits", to="member.membership.benefits")
ask(m, "topup", "many:TOPUP", "增发类别", "Top-up class", to="member.membership.topup")
ask(m, "met_in_person", "bool", "本次见到本人", "Seen in person this visit", to="visit.met_in_person", keep="present", required=True)
ask(m, "sign_authorisation", "signature", "授权签名", "Authorisation signature", evidence="DC09",
    relevant="../age >= 18 and ../counted = '1' and ../met_in_person = '1'", required=NEW)

# D 非共同生活法定义务人 -------------------------------------------------------------------------------------------------

o = repeat("o", "非共同生活法定义务人", "Obligors not living together", record="obligor", relevant=DONE, heading="name")
ask(o, "name", "text", "姓名", "Name", to="obligor.identity.name", required=True)
ask(o, "relation", "one:RELATION", "与被赡（抚、扶）养人关系", "Relation", to="obligor.identity.relation", required=True, appearance="autocomplete")
ask(o, "id_no", "text", "证件号码", "ID number", to="obligor.identity.id_no", keep="upper", appearance="id", **checked(id_valid("."), ID_WRONG))
age_health = section("age_health", "年龄、健康、残疾", "Age, health, disability", o)
ask(age_health, "age", "int", "年龄", "Age", to="obligor.identity.age", required=True,
    **checked(". >= 0 and . <= 130", ("年龄在 0 到 130 岁之间", "From 0 to 130 years")))
ask(age_health, "health", "one:HEALTH", "健康状况", "Health", to="obligor.identity.health", required=True)
ask(age_health, "disability", "one:DISTYPE", "残疾", "Disability", to="obligor.identity.disability", required=True, default="0")
occupation = section("occupation", "职业状况、工作单位", "Occupation, employer", o)
ask(occupation, "occupation", "one:EMPL", "职业状况", "Occupation", to="obligor.capacity.occupation", required=True)
ask(occupation, "employer", "text", "工作单位", "Employer", to="obligor.capacity.employer")
ask(o, "family_size", "int", "家庭人口", "Family size", to="obligor.capacity.family_size", required=True, **COUNT_CHECK)
ask(o, "family_income_month", "money", "家庭月总收入", "Family monthly income", to="obligor.capacity.family_income_month", required=True,
    appearance="money-month", **MONEY_CHECK)
ask(o, "support_due", "money", "月赡（抚、扶）养费（核算）", "Support due per month", to="obligor.support.support_due", readonly="true()",
    hint=("按当地办法核算后填入", "Filled in by the rules of the place"))
ask(o, "support_paid", "money", "月赡（抚、扶）养费（实付）", "Support paid per month", to="obligor.support.support_paid", required=True,
    appearance="money-month", **MONEY_CHECK)
ask(o, "capable", "bool", "有无履行能力", "Capable", to="obligor.capacity.capable", required=True)
ask(o, "incapable_reason", "text", "无履行能力的情形", "Why not capable", to="obligor.capacity.incapable_reason", relevant="../capable = '0'",
    required=True)
ask(o, "sign", "signature", "本人签字", "Signature")

# E 前12个月收入 --------------------------------------------------------------------------------------------------------

page("e", "收入", "Income, last 12 months")
inc = repeat("inc", "前12个月收入", "Income, last 12 months", record="income", relevant=DONE, heading="jr:choice-name(kind, '/hs/inc/kind')")
members(inc, "member", "收入成员", "Member", to="income.item.member", required=True)
ask(inc, "kind", "one:INCOME_SUB", "收入类别", "Kind", to="income.item.kind", required=True)
SIGNED = checked("(. >= 0 or ../kind = 'TRANSFER.90') and . >= -100000000 and . <= 100000000 and . * 100 = round(. * 100)", MONEY_WRONG)
ask(inc, "declared", "money", "申报金额", "Declared amount", to="income.item.declared", required=True, appearance="money-year", **SIGNED)
ask(inc, "basis", "one:BASIS", "认定依据", "Basis", to="income.item.basis", required=True)
ask(inc, "verified", "money", "核定金额", "Verified amount", to="income.item.verified", required=True, appearance="money-year", **SIGNED)
ask(inc, "exempt", "one:INCOME_EXEMPT", "不计入类型", "Exemption", to="income.item.exempt")
ask(inc, "deduct_employment", "money", "必要就业成本扣减", "Employment cost deduction", to="income.item.deduct_employment",
    relevant="starts-with(../kind, 'WAGE')", appearance="money-year",
    **checked(f"{MONEY} and . <= ../verified", ("扣减不能多于核定金额", "Not more than the verified amount")))
ask(inc, "deduct_rigid", "money", "刚性支出扣减", "Rigid-cost deduction", to="income.item.deduct_rigid", appearance="money-year", **MONEY_CHECK)
ask(inc, "net", "money", "计入收入", "Counted income",
    calculate="if(../verified = '', '', if(../exempt = '', ../verified - coalesce(../deduct_employment, '0') - coalesce(../deduct_rigid, '0'), 0))")
land = section("land", "承包地面积、自种/流转、单价", "Land area, own or leased, rate", inc,
               relevant="../kind = 'BUSINESS.01' or ../kind = 'PROPERTY.03'")
ask(land, "area", "decimal", "面积（亩）", "Area in mu", required=True, **checked(". >= 0 and . <= 100000", ("面积不对", "Not an area")))
ask(land, "use", "one:LAND_USE", "自种或流转", "Own or leased", required=True)
ask(land, "rate", "money", "每亩单价（元/年）", "Yuan per mu and year", **MONEY_CHECK)
hidden(land, "use_name", calculate="jr:choice-name(../use, '/hs/inc/land/use')")
kept_text(inc, land, "income.item.land", ["area", "use_name", "rate"])
stock = section("livestock", "养殖种类、数量、单价", "Livestock kind, number, rate", inc, relevant="../kind = 'BUSINESS.02'")
ask(stock, "kind", "text", "种类", "Kind", required=True)
ask(stock, "number", "int", "数量", "Number", required=True, **checked(". >= 0 and . <= 1000000", ("数量不对", "Not a number of animals")))
ask(stock, "rate", "money", "单价（元）", "Yuan each", **MONEY_CHECK)
kept_text(inc, stock, "income.item.livestock", ["kind", "number", "rate"])
ask(inc, "note", "text", "说明", "Note", to="income.item.note", appearance="multiline")

# G 前12个月支出 --------------------------------------------------------------------------------------------------------

page("g", "支出", "Spending, last 12 months")
exp = repeat("exp", "前12个月支出", "Spending, last 12 months", record="expenditure", relevant=DONE, heading="jr:choice-name(kind, '/hs/exp/kind')")
ask(exp, "kind", "one:RIGID", "支出类别", "Kind", to="expenditure.item.kind", required=True)
members(exp, "member", "成员", "Member", to="expenditure.item.member")
ask(exp, "total", "money", "总额", "Total", to="expenditure.item.total", required=True, appearance="money-year", **MONEY_CHECK)
ask(exp, "covered", "money", "已报销或救助", "Reimbursed or aided", to="expenditure.item.covered", required=True, appearance="money-year",
    **checked(f"{MONEY} and . <= ../total", ("报销和救助不能多于总额", "Not more than the total")))
ask(exp, "own", "money", "个人负担", "Own payment", to="expenditure.item.own",
    calculate="if(../total = '' or ../covered = '', '', round((../total - ../covered) * 100) div 100)")
ask(exp, "evidence", "photo", "票据", "Receipts", evidence="DC05", required="../kind = 'MEDICAL' or ../kind = 'REHAB'")
for name, zh, en in (("utilities_month", "月水电燃料费", "Monthly utilities"), ("comm_month", "月通讯费", "Monthly phone cost"),
                     ("rent_month", "月房租/物业费", "Monthly rent or estate fee"), ("other", "人情、交通等其他", "Other")):
    ask(exp, name, "money", zh, en, to=f"expenditure.item.{name}", relevant="../kind = 'LIVING'", appearance="money-month", **MONEY_CHECK)

# F 财产 ---------------------------------------------------------------------------------------------------------------

page("f", "财产", "Property")
prop = repeat("prop", "财产", "Property", record="property", relevant=DONE, heading="jr:choice-name(kind, '/hs/prop/kind')")
ask(prop, "kind", "one:PROPERTY", "财产类别", "Kind", to="property.item.kind", required=True)
members(prop, "owner", "权利人", "Owner", to="property.item.owner", required=True)
ask(prop, "amount", "money", "金额或估值", "Amount or value", to="property.item.amount", required=True, **MONEY_CHECK)
house = section("house", "房屋", "House", prop, relevant="starts-with(../kind, 'EST')")
ask(house, "address", "text", "地址", "Address", required=True)
ask(house, "area", "int", "面积（平方米）", "Area in square metres", **checked(". >= 1 and . <= 10000", ("面积在 1 到 10000 平方米之间", "From 1 to 10000")))
ask(house, "tenure", "one:HOUSE_TENURE", "性质", "Tenure", required=True)
ask(house, "source", "one:HOUSE_SOURCE", "来源", "Source")
ask(house, "structure", "one:STRUCTURE", "结构", "Structure")
ask(house, "date", "date", "购建时间", "Built or bought", **PAST)
for name in ("tenure", "source", "structure"):
    hidden(house, f"{name}_name", calculate=f"jr:choice-name(../{name}, '/hs/prop/house/{name}')")
kept_text(prop, house, "property.item.house", ["address", "area", "tenure_name", "source_name", "structure_name", "date"])
vehicle = section("vehicle", "车（船）", "Vehicle", prop, relevant="starts-with(../kind, 'VEH')")
ask(vehicle, "type", "text", "类型", "Type", required=True)
ask(vehicle, "plate", "text", "牌号", "Plate")
ask(vehicle, "engine", "text", "排量", "Engine")
ask(vehicle, "date", "date", "购买时间", "Bought", **PAST)
ask(vehicle, "price", "money", "购买金额", "Price", **MONEY_CHECK)
ask(vehicle, "use", "text", "用途", "Use")
kept_text(prop, vehicle, "property.item.vehicle", ["type", "plate", "engine", "date", "price", "use"])
finance = section("finance", "金融资产", "Account", prop, relevant="starts-with(../kind, 'FIN')")
ask(finance, "institution", "text", "机构", "Institution", required=True)
ask(finance, "tail", "text", "账户尾号", "Account tail", appearance="numbers",
    **checked("regex(., '^[0-9]{4}$')", ("账户尾号是 4 位数字", "Four digits")))
ask(finance, "balance", "money", "余额", "Balance", **MONEY_CHECK)
kept_text(prop, finance, "property.item.finance", ["institution", "tail", "balance"])
business = section("business", "企业", "Business", prop, relevant="starts-with(../kind, 'BIZ')")
ask(business, "name", "text", "企业名称", "Company", required=True)
ask(business, "capital", "money", "出资", "Capital", **MONEY_CHECK)
ask(business, "status", "text", "经营状态", "Status")
kept_text(prop, business, "property.item.business", ["name", "capital", "status"])
ask(prop, "exempt", "one:PROP_EXEMPT", "豁免类型", "Exemption", to="property.item.exempt")
ask(prop, "exempt_until", "date", "豁免到期日", "Exempt until", to="property.item.exempt_until",
    relevant="../exempt != '' and ../exempt != 'PX00'")
ask(prop, "source", "one:PROP_SOURCE", "信息来源", "Source", to="property.item.source", required=True)
ask(prop, "debt", "money", "家庭债务", "Debt", to="property.item.debt", hint=("只作了解", "For information only"), **MONEY_CHECK)

# H 居住与实际生活状况 ---------------------------------------------------------------------------------------------------

page("hi", "住房和生活", "Living conditions")
live = section("live", "居住与实际生活状况", "Living conditions (observed)", record="household", relevant=DONE)
ask(live, "tenure", "one:HOUSE_TENURE", "住房性质", "Tenure", to="household.situation.tenure", required=True)
ask(live, "structure", "one:STRUCTURE", "结构", "Structure", to="household.situation.structure", required=True)
ask(live, "floor_area", "int", "建筑面积（平方米）", "Floor area in square metres", to="household.situation.floor_area", required=True,
    **checked(". >= 1 and . <= 10000", ("面积在 1 到 10000 平方米之间", "From 1 to 10000")))
ask(live, "floor_area_pc", "decimal", "人均面积", "Area per head",
    calculate="if(../floor_area = '' or /hs/hh/size = 0, '', round(../floor_area div /hs/hh/size, 1))")
ask(live, "rooms", "int", "间数", "Rooms", to="household.situation.rooms", **COUNT_CHECK)
ask(live, "danger", "one:HOUSE_DANGER", "住房安全等级", "Safety grade", to="household.situation.danger", required=True)
ask(live, "decoration", "one:DECORATION", "装修", "Decoration", required=True)
ask(live, "water", "one:WATER", "饮水", "Water", to="household.situation.water", required=True)
ask(live, "water_safe", "bool", "饮水安全", "Water is safe", required=True)
ask(live, "power", "bool", "用电", "Electricity", required=True)
ask(live, "fuel", "one:FUEL", "炊事燃料", "Cooking fuel", required=True)
ask(live, "heating", "one:HEATING", "取暖方式", "Heating")
ask(live, "toilet", "one:TOILET", "厕所", "Toilet", required=True)
NONE_ALONE = checked("not(selected(., 'NONE')) or count-selected(.) = 1", ("选了“无”就不能再选别的", "“None” cannot stand beside others"))
ask(live, "appliances", "many:APPLIANCES", "家用电器", "Appliances", required=True, **NONE_ALONE)
ask(live, "appliances_condition", "one:GOODFAIRPOOR", "电器新旧", "Condition of appliances",
    relevant="../appliances != '' and ../appliances != 'NONE'", required=True)
ask(live, "furniture", "one:GOODFAIRPOOR", "家具被褥", "Furniture and bedding", required=True)
ask(live, "food", "one:ENOUGH", "饮食状况", "Food", required=True)
ask(live, "clothing", "one:ENOUGH", "衣着状况", "Clothing", required=True)
ask(live, "hygiene", "int", "卫生状况（0–100 分）", "Hygiene, 0–100", to="household.situation.hygiene", required=True,
    **checked(". >= 0 and . <= 100", ("请打 0 到 100 分", "From 0 to 100")))
ask(live, "hazards", "many:HAZARDS", "安全隐患", "Hazards", required=True, **NONE_ALONE)
ask(live, "transport", "many:TRANSPORT", "交通工具", "Transport", required=True, **NONE_ALONE)
live_land = section("land", "承包地、林地", "Land", live)
ask(live_land, "farm", "decimal", "承包地（亩）", "Farm land in mu", **checked(". >= 0 and . <= 100000", ("面积不对", "Not an area")))
ask(live_land, "forest", "decimal", "林地（亩）", "Forest in mu", **checked(". >= 0 and . <= 100000", ("面积不对", "Not an area")))
live_stock = section("livestock", "牲畜家禽", "Livestock", live)
ask(live_stock, "kind", "text", "种类", "Kind")
ask(live_stock, "number", "int", "数量", "Number", **checked(". >= 0 and . <= 1000000", ("数量不对", "Not a number of animals")))
ask(live, "device", "many:DEVICE", "智能监测设备", "Smart devices")

# I 辅助评估 -----------------------------------------------------------------------------------------------------------

aux = section("aux", "辅助评估", "Auxiliary assessment", relevant=DONE)
ask(aux, "private_school", "bool", "高收费学校就读（含入托、留学）", "Fee-charging school or study abroad", required=True)
ask(aux, "travel", "int", "出国（境）旅游（次）", "Private trips abroad", required=True, **COUNT_CHECK)
big = section("big_purchase", "大额消费", "Large purchases", aux)
ask(big, "what", "text", "内容", "What")
ask(big, "amount", "money", "金额", "Amount", relevant="../what != ''", required=True, **MONEY_CHECK)
ask(aux, "others_vehicle", "bool", "长期使用他人车辆", "Regular use of another's vehicle", required=True)
ask(aux, "utility_peer", "one:UTILITY", "水电气通讯与同类比较", "Utilities against peers")
ask(aux, "mismatch", "text", "申报与观察不符之处", "Differences between declaration and observation", appearance="multiline")

# J 需求与意愿 ---------------------------------------------------------------------------------------------------------

page("jk", "困难和需求", "Needs and neighbours")
need = section("need", "需求与意愿", "Needs and wishes", relevant=DONE)
wish = repeat("item", "需求", "Need", need, heading="jr:choice-name(kind, '/hs/need/item/kind')")
ask(wish, "kind", "one:NEED", "需求类别", "Need", required=True)
ask(wish, "severity", "one:DEGREE", "严重程度", "Severity", required=True)
ask(wish, "urgency", "one:DEGREE", "紧急程度", "Urgency", required=True)
members(wish, "member", "需求人", "Person")
ask(wish, "detail", "text", "具体描述", "Detail", appearance="multiline")
ask(wish, "consent_share", "signature", "同意向慈善组织提供信息", "Consent to share with charity",
    hint=("不签字就不提供", "Nothing is shared without a signature"))
ask(need, "policy_told", "many:PROGRAM", "已告知政策", "Policies explained", required=True)

# K 邻里访问 -----------------------------------------------------------------------------------------------------------

nb = repeat("nb", "邻里访问", "Neighbour interview", relevant=DONE, heading="jr:choice-name(relation, '/hs/nb/relation')")
ask(nb, "person", "text", "受访人（可匿名）", "Interviewee (may stay anonymous)",
    hint=("不会出现在给本户的材料里", "Kept out of the household's copy"))
ask(nb, "relation", "one:NB_RELATION", "与申请人关系", "Relation", required=True)
ask(nb, "content", "text", "访问内容", "Content", required=True, appearance="multiline")
ask(nb, "sign", "signature", "签字", "Signature")

# L 影像与材料 ---------------------------------------------------------------------------------------------------------

page("lm", "结论和签字", "Evidence and conclusion")
att = section("att", "影像与材料", "Evidence", relevant=DONE)
for code, zh, en in (("PH01", "门牌及房屋外观", "House number and outside"), ("PH02", "客厅", "Living room"),
                     ("PH03", "厨房灶具", "Kitchen and stove"), ("PH04", "卧室床铺", "Bedroom and bed"),
                     ("PH08", "调查人员与户成员合影", "Investigators with the family")):
    ask(att, code.lower(), "photo", zh, en, evidence=code, required=NEW)
paper = repeat("item", "其他材料", "Further papers", att, heading="jr:choice-name(kind, '/hs/att/item/kind')")
ask(paper, "kind", "one:EVIDENCE", "材料类型", "Kind", required=True)
ask(paper, "file", "photo", "文件", "File", required=True)
members(paper, "member", "所属成员", "Member")
ask(paper, "faces_masked", "bool", "未成年人或他人面部遮挡", "Faces of minors or others masked in exports", required=True)

# M 结论与签字 ---------------------------------------------------------------------------------------------------------

con = section("con", "结论与签字", "Conclusion and signatures")
ask(con, "result", "one:CONCLUSION", "调查结论", "Conclusion", to="visit.result", relevant=DONE, required=True)
ask(con, "income_pc", "money", "核定月人均收入", "Verified income per head", to="visit.income_pc", relevant=DONE,
    calculate="if(/hs/hh/size = 0, '', round(sum(/hs/inc/net[. != '']) div /hs/hh/size div 12, 2))")
ask(con, "property_ok", "bool", "财产是否符合", "Property acceptable", to="visit.property_ok", relevant=DONE, required=True)
ask(con, "suggest", "one:PROGRAM+REJECT", "建议救助事项", "Suggested programme", to="visit.suggest", relevant=DONE, required=True)
hidden(con, "standard", type="decimal")
ask(con, "suggest_amount", "money", "建议金额（仅供参考）", "Suggested amount (information only)", to="visit.suggest_amount", relevant=DONE,
    calculate="if(../standard = '' or ../income_pc = '' or ../suggest != 'SUBSISTENCE', '',"
              " max(0, round((../standard - ../income_pc) * /hs/hh/size_protected, 2)))",
    hint=("以政策包测算和审核意见为准", "The means test and the opinion decide"))
ask(con, "notes", "text", "情况说明", "Notes", to="visit.notes", appearance="multiline", relevant=DONE,
    required="../result != '' and ../result != 'TRUE'")
signer = repeat("sign_investigators", "调查人员签字", "Signatures of investigators", con, count="count(/hs/visit/investigators)", heading="name")
ask(signer, "name", "text", "姓名", "Name", calculate="/hs/visit/investigators[position() = position(current()/..)]/name")
ask(signer, "sign", "signature", "签字", "Signature", required=True)
ask(con, "refused", "bool", "被调查人拒绝签字", "The family refuses to sign", to="visit.refused", relevant=DONE, required=True, default="0")
ask(con, "sign_member", "signature", "在场共同生活家庭成员签字", "Signature of a household member present",
    relevant=f"../refused != '1' and {DONE}", required=True,
    hint=("有完全民事行为能力的成年人；没有就由监护人签", "An adult with capacity, otherwise the guardian"))
refused = section("sign_refused", "拒签说明及见证人", "Refusal note and witness", con, relevant=f"../refused = '1' and {DONE}")
ask(refused, "note", "text", "拒签说明", "Refusal note", required=True, appearance="multiline")
ask(refused, "witness", "text", "见证人", "Witness", required=True)
ask(refused, "sign", "signature", "见证人签字", "Signature of the witness", required=True)
ask(con, "fingerprint", "photo", "指印", "Fingerprint mark", evidence="SG02", relevant=DONE)
ask(con, "signed_at", "datetime", "签字时间", "Signed at", readonly="true()", preload=("timestamp", "end"))


# Writing ----------------------------------------------------------------------------------------------------------------

TYPES = {"int": "int", "decimal": "decimal", "money": "decimal", "bool": "boolean", "date": "date", "datetime": "dateTime",
         "geopoint": "geopoint", "photo": "binary", "signature": "binary"}


def instance_xml(node, out, template=False):
    kind = node.facts["kind"]
    mark = ' jr:template=""' if template else ""
    if kind in ("group", "repeat", "root"):
        out.append(f"<{node.name}{mark}>")
        if node.facts.get("record") and kind == "repeat":
            out.append("<rid/>")
        for child in node.children:
            if child.facts["kind"] == "repeat":
                instance_xml(child, out, template=True)
                for _ in range(child.facts.get("instances", 0)):
                    instance_xml(child, out)
            else:
                instance_xml(child, out)
        out.append(f"</{node.name}>")
    else:
        default = node.facts.get("default", "")
        out.append(f"<{node.name}>{escape(default)}</{node.name}>" if default else f"<{node.name}/>")


def condition(value):
    return "true()" if value is True else value


def bind_xml(node, out):
    facts = node.facts
    attributes = {"nodeset": node.path}
    if facts["kind"] in TYPES or "type" in facts:
        attributes["type"] = facts.get("type") or TYPES[facts["kind"]]
    for name in ("relevant", "readonly", "calculate", "constraint"):
        if name in facts:
            attributes[name] = facts[name]
    if facts.get("required"):
        attributes["required"] = condition(facts["required"])
    if "message" in facts:
        attributes["jr:constraintMsg"] = FORM.text(f"{node.path}:wrong", *facts["message"])
    if "preload" in facts:
        attributes["jr:preload"], attributes["jr:preloadParams"] = facts["preload"]
    keep = facts.get("keep") or {"money": "fen", "member": "ref"}.get(facts["kind"])
    for name, value in (("record", facts.get("record")), ("to", facts.get("to")), ("from", facts.get("source")),
                        ("type", keep if "to" in facts or "source" in facts else None), ("evidence", facts.get("evidence"))):
        if value:
            attributes[f"ruhu:{name}"] = value
    if len(attributes) > 1:
        out.append("<bind " + " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items()) + "/>")
    if facts.get("record") and facts["kind"] == "repeat":
        out.append(f'<bind nodeset="{node.path}/rid" type="string"/>')
    for child in node.children:
        bind_xml(child, out)


def control_xml(node, out):
    facts = node.facts
    kind = facts["kind"]
    if kind == "hidden":
        return
    label = f'<label ref="{FORM.text(node.path, facts["zh"], facts["en"])}"/>'
    if kind == "group":
        out.append(f'<group ref="{node.path}">{label}')
        for child in node.children:
            control_xml(child, out)
        out.append("</group>")
        return
    if kind == "repeat":
        count = f' jr:count="{facts["count"]}"' if "count" in facts else ""
        out.append(f'<group>{label}<repeat nodeset="{node.path}"{count}>')
        if "heading" in facts:
            out.append(f'<label><output value={quoteattr(facts["heading"])}/></label>')
        if "record" in facts:
            out.append(f'<setvalue event="odk-new-repeat" ref="{node.path}/rid" value="uuid()"/>')
        for child in node.children:
            control_xml(child, out)
        out.append("</repeat></group>")
        return
    hint = f'<hint ref="{FORM.text(node.path + ":hint", *facts["hint"])}"/>' if "hint" in facts else ""
    actions = "".join(f'<setvalue event="xforms-value-changed" ref="{node.parent.path}/{target}" value={quoteattr(value)}/>'
                      for target, value in facts.get("changed", []))
    appearance = facts.get("appearance") or {"signature": "signature", "bool": "minimal yes-no", "money": "money"}.get(kind)
    look = f' appearance="{appearance}"' if appearance else ""
    start = f'ref="{node.path}"{look}'
    if kind == "member":  # members without a name stay in the list, or retyping a name would lose the choice
        out.append(f'<select1 {start}>{label}{hint}<itemset nodeset="/hs/m"><value ref="rid"/><label ref="name"/></itemset></select1>')
    elif kind == "bool" or kind.startswith(("one:", "many:")):
        name = "YESNO" if kind == "bool" else kind.split(":")[1]
        tag = "select" if kind.startswith("many:") else "select1"
        filtered = f'[{facts["chosen"]}]' if "chosen" in facts else ""
        sets = "".join(f'<itemset nodeset="instance(\'{FORM.use_list(one)}\')/root/item{filtered}"><value ref="value"/>'
                       '<label ref="jr:itext(itextId)"/></itemset>' for one in name.split("+"))
        out.append(f"<{tag} {start}>{label}{hint}{sets}{actions}</{tag}>")
    elif kind in ("photo", "signature"):
        out.append(f'<upload {start} mediatype="image/*">{label}{hint}</upload>')
    else:
        out.append(f"<input {start}>{label}{hint}{actions}</input>")


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    binds, body, instance = [], [], []
    for node in FORM.root.children:
        bind_xml(node, binds)
    for one in FORM.pages:
        body.append(f'<group appearance="page"><label ref="{one["label"]}"/>')
        for node in one["sections"]:
            control_xml(node, body)
        body.append("</group>")
    instance_xml(FORM.root, instance)
    instance[0] = f'<hs id="household-survey" orx:version="{VERSION}" xmlns="urn:ruhu:household-survey">'
    instance[-1:] = ["<orx:meta><orx:instanceID/></orx:meta>", "</hs>"]
    lists = []
    for name, entries in FORM.lists.items():
        items = "".join(f"<item><value>{escape(code)}</value><itextId>{name}-{escape(code)}</itextId></item>" for code, _, _ in entries)
        lists.append(f'<instance id="{name}"><root xmlns="">{items}</root></instance>')
        for code, zh, en in entries:
            FORM.text(f"{name}-{code}", zh, en)
    itext = []
    for language, name in (("zh", "中文"), ("en", "English")):
        default = ' default="true()"' if language == "zh" else ""
        itext.append(f'<translation lang="{name}"{default}>')
        itext += [f"<text id={quoteattr(key)}><value>{escape(value)}</value></text>" for key, value in FORM.texts[language].items()]
        itext.append("</translation>")
    binds.append('<bind nodeset="/hs/orx:meta/orx:instanceID" type="string" readonly="true()" jr:preload="uid"/>')
    print('<?xml version="1.0" encoding="UTF-8"?>')
    print("<!-- SPDX-FileCopyrightText: 2026 The Ruhu authors -->")
    print("<!-- SPDX-License-Identifier: MulanPSL-2.0 -->")
    print("<!-- Written by make_household_survey.py: change that, not this. -->")
    print('<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
          ' xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:ruhu="urn:ruhu:forms">')
    print("<h:head><h:title>入户调查表</h:title><model>")
    for part in (["<itext>"] + itext + ["</itext>"], ["<instance>"] + instance + ["</instance>"], lists, binds):
        print("\n".join(part))
    print("</model></h:head>")
    print("<h:body>")
    print("\n".join(body))
    print("</h:body></h:html>")


if __name__ == "__main__":
    main()
