"""The vocabulary of the benchmark corpus: bilingual words and sentence patterns about cooperation in science.

In: nothing. Out: constants. Every phrase is a pair (Chinese, English) and every pattern a pair with the same slots, so
that a generated text and its translation carry the same names, numbers and dates, as real ones do.
"""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]

FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("photovoltaics", "光伏", "photovoltaics"),
    ("led-optoelectronics", "光电半导体", "semiconductor lighting"),
    ("coal-chemicals", "煤化工", "coal chemicals"),
    ("biomedicine", "生物医药", "biomedicine"),
    ("advanced-equipment", "高端装备", "advanced equipment"),
    ("hydrogen", "氢能", "hydrogen energy"),
    ("medicinal-herbs", "中药材", "medicinal herbs"),
    ("new-energy-vehicles", "新能源汽车", "new energy vehicles"),
    ("wind-power", "风电", "wind power"),
    ("steel-materials", "特种钢材", "special steel"),
    ("digital-economy", "数字经济", "the digital economy"),
    ("aerospace", "航空航天", "aerospace"),
    ("rural-revitalisation", "乡村振兴", "rural revitalisation"),
    ("public-services", "公共服务", "public services"),
    ("green-low-carbon", "绿色低碳", "low-carbon development"),
    ("industry-platforms", "产业平台", "industrial platforms"),
    ("science-technology", "科技创新", "scientific innovation"),
    ("red-culture", "红色文化", "revolutionary heritage"),
    ("health", "医疗卫生", "health care"),
    ("education", "教育合作", "education"),
    ("culture-tourism", "文化旅游", "culture and tourism"),
    ("labour", "劳务协作", "labour cooperation"),
    ("talent", "人才交流", "talent exchange"),
    ("energy-storage", "储能", "energy storage"),
    ("smart-mining", "智能矿山", "smart mining"),
    ("water-treatment", "水污染治理", "water treatment"),
    ("soil-improvement", "土壤改良", "soil improvement"),
    ("seed-breeding", "种业育种", "seed breeding"),
    ("food-processing", "农产品加工", "food processing"),
    ("cold-chain", "冷链物流", "cold-chain logistics"),
    ("big-data", "大数据", "big data"),
    ("artificial-intelligence", "人工智能", "artificial intelligence"),
    ("industrial-software", "工业软件", "industrial software"),
    ("building-materials", "新型建材", "new building materials"),
    ("solid-waste", "固废利用", "solid-waste recycling"),
    ("carbon-fibre", "碳纤维", "carbon fibre"),
    ("medical-devices", "医疗器械", "medical devices"),
    ("technology-contracts", "技术合同", "technology contracts"),
    ("science-popularisation", "科学普及", "public understanding of science"),
    ("intellectual-property", "知识产权", "intellectual property"),
)
"""Forty topics: slug, Chinese name, English name."""

PLACES: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("beijing", "北京市", "Beijing", "municipality", ""),
    ("haidian", "海淀区", "Haidian District", "district", "beijing"),
    ("changping", "昌平区", "Changping District", "district", "beijing"),
    ("shanxi", "山西省", "Shanxi Province", "province", ""),
    ("changzhi", "长治市", "Changzhi", "prefecture-city", "shanxi"),
    ("luzhou", "潞州区", "Luzhou District", "district", "changzhi"),
    ("shangdang", "上党区", "Shangdang District", "district", "changzhi"),
    ("lucheng", "潞城区", "Lucheng District", "district", "changzhi"),
    ("zhangzi", "长子县", "Zhangzi County", "county", "changzhi"),
    ("pingshun", "平顺县", "Pingshun County", "county", "changzhi"),
    ("wuxiang", "武乡县", "Wuxiang County", "county", "changzhi"),
    ("huguan", "壶关县", "Huguan County", "county", "changzhi"),
)
"""Twelve places: slug, Chinese name, English name, type, parent slug or empty."""

NAMES: Final[tuple[tuple[str, str, str], ...]] = (
    ("taihang", "太行", "Taihang"),
    ("zhanghe", "漳河", "Zhanghe"),
    ("shenlong", "神农", "Shennong"),
    ("huayuan", "华远", "Huayuan"),
    ("xinda", "信达", "Xinda"),
    ("mingde", "明德", "Mingde"),
    ("qinyuan", "沁源", "Qinyuan"),
    ("zhongke", "中科", "Zhongke"),
    ("jinghua", "京华", "Jinghua"),
    ("yanshan", "燕山", "Yanshan"),
    ("huairou", "怀柔", "Huairou"),
    ("lantian", "蓝天", "Lantian"),
    ("chenxing", "晨星", "Chenxing"),
    ("hengtong", "恒通", "Hengtong"),
    ("ruifeng", "瑞丰", "Ruifeng"),
    ("anhe", "安和", "Anhe"),
    ("dongfang", "东方", "Dongfang"),
    ("beichen", "北辰", "Beichen"),
    ("jinnan", "晋南", "Jinnan"),
    ("xinghuo", "星火", "Xinghuo"),
    ("longmen", "龙门", "Longmen"),
    ("yunfeng", "云峰", "Yunfeng"),
    ("tianhe", "天河", "Tianhe"),
    ("wanli", "万里", "Wanli"),
    ("qiming", "启明", "Qiming"),
)
"""First words of the names of records: slug, Chinese, English."""

ENDINGS: Final[dict[str, tuple[tuple[str, str, str, str], ...]]] = {
    "organisations": (
        ("institute", "研究院", "Research Institute", "research-institute"),
        ("company", "有限公司", "Company", "company"),
        ("college", "学院", "College", "university"),
        ("association", "协会", "Association", "association"),
        ("park", "产业园", "Industrial Park", "park"),
    ),
    "projects": (
        ("demonstration", "示范项目", "Demonstration Project", "key-project"),
        ("upgrade", "升级改造项目", "Upgrade Project", "industrial"),
        ("research", "联合攻关项目", "Joint Research Project", "research"),
        ("base", "生产基地项目", "Production Base Project", "park"),
        ("transfer", "成果转化项目", "Technology Transfer Project", "achievement"),
    ),
    "platforms": (
        ("laboratory", "联合实验室", "Joint Laboratory", "joint-laboratory"),
        ("workstation", "专家工作站", "Expert Workstation", "expert-workstation"),
        ("pilot-base", "中试基地", "Pilot Base", "pilot-base"),
        ("service-centre", "技术转移中心", "Technology Transfer Centre", "technology-transfer-centre"),
        ("alliance", "创新联盟", "Innovation Alliance", "alliance"),
    ),
    "events": (
        ("forum", "合作论坛", "Cooperation Forum", "forum"),
        ("signing", "签约仪式", "Signing Ceremony", "signing"),
        ("training", "技术培训班", "Technical Training Course", "training"),
        ("visit", "考察对接活动", "Study Visit", "visit"),
        ("contest", "创新创业大赛", "Innovation Contest", "contest"),
    ),
}
"""Last words of the names of records, a folder each: slug, Chinese, English, type."""

GROUPS: Final[tuple[Pair, ...]] = (
    ("科技特派员", "science and technology envoys"),
    ("青年教师", "young lecturers"),
    ("工程技术人员", "engineers"),
    ("合作社社员", "members of cooperatives"),
    ("企业研发骨干", "company researchers"),
    ("研究生团队", "graduate students"),
    ("乡村医生", "village doctors"),
    ("种植大户", "large growers"),
    ("基层干部", "local officials"),
    ("专家服务团", "visiting experts"),
    ("技术经纪人", "technology brokers"),
    ("博士后研究人员", "postdoctoral researchers"),
    ("车间技术工人", "skilled workers"),
    ("退休教授", "retired professors"),
    ("返乡创业青年", "returning entrepreneurs"),
)

GOALS: Final[tuple[Pair, ...]] = (
    ("关键核心技术攻关", "research on key technologies"),
    ("科技成果就地转化", "the local use of research results"),
    ("传统产业转型升级", "the upgrading of traditional industries"),
    ("创新资源共享", "the sharing of research resources"),
    ("产业链上下游协同", "cooperation along the supply chain"),
    ("高层次人才引进", "the recruitment of senior experts"),
    ("中小企业数字化改造", "the digitisation of smaller firms"),
    ("节能降耗与清洁生产", "cleaner, more efficient production"),
    ("特色农产品品牌建设", "brand building for local produce"),
    ("基层医疗服务能力提升", "better primary health care"),
    ("科研仪器开放共享", "open access to instruments"),
    ("检验检测体系完善", "a complete testing system"),
    ("乡村产业提质增效", "more productive rural industry"),
    ("职业技能培训", "vocational training"),
    ("生态环境综合治理", "environmental restoration"),
    ("应用场景开放", "the opening of application scenarios"),
    ("知识产权保护", "the protection of intellectual property"),
    ("科技金融服务", "financial services for technology"),
)

OBJECTS: Final[tuple[Pair, ...]] = (
    ("高效晶硅电池片", "high-efficiency silicon cells"),
    ("深紫外芯片", "deep-ultraviolet chips"),
    ("费托合成蜡", "Fischer–Tropsch wax"),
    ("党参良种", "improved Codonopsis seed"),
    ("旱作谷子品种", "dryland millet varieties"),
    ("矿用巡检机器人", "mine inspection robots"),
    ("固态储氢装置", "solid-state hydrogen stores"),
    ("高强度轴承钢", "high-strength bearing steel"),
    ("碳纤维复合材料", "carbon-fibre composites"),
    ("连翘深加工产品", "processed Forsythia products"),
    ("智能温室控制系统", "greenhouse control systems"),
    ("煤矸石建材", "building materials from coal gangue"),
    ("远程会诊系统", "remote consultation systems"),
    ("换电重型卡车", "battery-swap heavy trucks"),
    ("风机叶片检测设备", "turbine blade testing equipment"),
    ("微生物肥料", "microbial fertiliser"),
    ("工业互联网平台", "industrial internet platforms"),
    ("污水深度处理工艺", "advanced wastewater treatment"),
    ("疫苗冷链箱", "vaccine cold boxes"),
    ("旱地西红柿", "dryland tomatoes"),
    ("航空紧固件", "aircraft fasteners"),
    ("数字孪生车间", "digital-twin workshops"),
)

ACTORS: Final[tuple[Pair, ...]] = (
    ("北京高校团队", "the Beijing university team"),
    ("长治市科技局", "the Changzhi science bureau"),
    ("中关村企业家", "entrepreneurs from Zhongguancun"),
    ("县农业技术中心", "the county agricultural centre"),
    ("联合实验室", "the joint laboratory"),
    ("高新区管委会", "the high-tech zone"),
    ("市级医院", "the municipal hospital"),
    ("龙头企业", "the leading company"),
    ("专家工作站", "the expert workstation"),
    ("对口合作办公室", "the cooperation office"),
    ("职业技术学院", "the vocational college"),
    ("行业协会", "the trade association"),
    ("项目组", "the project team"),
    ("技术转移中心", "the technology transfer centre"),
    ("创业孵化园", "the start-up incubator"),
    ("农业科学院", "the academy of agricultural sciences"),
)

SITES: Final[tuple[Pair, ...]] = (
    ("潞州区", "Luzhou District"),
    ("上党区", "Shangdang District"),
    ("潞城区", "Lucheng District"),
    ("屯留区", "Tunliu District"),
    ("襄垣县", "Xiangyuan County"),
    ("长子县", "Zhangzi County"),
    ("平顺县", "Pingshun County"),
    ("武乡县", "Wuxiang County"),
    ("壶关县", "Huguan County"),
    ("沁县", "Qin County"),
    ("黎城县", "Licheng County"),
    ("海淀区", "Haidian District"),
    ("昌平区", "Changping District"),
    ("朝阳区", "Chaoyang District"),
    ("怀柔区", "Huairou District"),
)

OUTCOMES: Final[tuple[Pair, ...]] = (
    ("生产成本明显下降", "production costs fell markedly"),
    ("产品合格率稳步提高", "the share of sound products rose steadily"),
    ("填补了当地空白", "a local gap was filled"),
    ("订单排到了下一年度", "orders ran into the following year"),
    ("带动了周边村镇就业", "jobs came to the villages around"),
    ("能耗水平持续下降", "energy use kept falling"),
    ("形成了可复制的做法", "a method emerged that others can copy"),
    ("培养了一批本地人才", "a group of local specialists was trained"),
    ("服务半径进一步扩大", "the service reached further"),
    ("获得了用户认可", "users were satisfied"),
    ("通过了专家组验收", "the experts accepted the work"),
    ("进入了小批量试产阶段", "small-batch trial production began"),
    ("完善了标准体系", "the standards were completed"),
    ("缩短了研发周期", "development took less time"),
)

SENTENCES: Final[tuple[Pair, ...]] = (
    (
        "{year}年{month}月，{actor}与{actor2}在{site}签署{field}合作协议，共同推进{goal}。",
        "In {month} {year}, {actor} and {actor2} agreed in {site} to cooperate on {field} and on {goal}.",
    ),
    (
        "围绕{goal}，双方组织{group}深入{site}的生产一线，先后开展技术指导{n}次，解决难题{n2}项。",
        "With {goal} in mind, {group} came to {site}, gave advice {n} times and solved {n2} problems.",
    ),
    (
        "据介绍，{object}完成中试后，{outcome}，预计全年可新增产值{money}。",
        "After the pilot stage of {object}, {outcome}; new output of {money} is expected this year.",
    ),
    (
        "{actor}负责人表示，{field}不是一家单位能够独自做成的事情，需要{actor2}长期参与。",
        "Nobody achieves {field} alone, said the head of {actor}; {actor2} must take part for years.",
    ),
    (
        "在{site}，{group}用了{n}天时间走访企业和村庄，把需求逐条登记，再交由{actor}对接。",
        "For {n} days {group} visited companies and villages in {site}, noting each need for {actor}.",
    ),
    (
        "项目总投资{money}，建设内容包括{object}生产线、检测车间和配套设施，计划分两期完成。",
        "For {money} in all, the project builds a line for {object} and a testing workshop in two phases.",
    ),
    (
        "过去，当地生产{object}主要依靠经验，质量波动较大；如今有了{actor}的支持，{outcome}。",
        "Making {object} used to be a matter of experience, and quality varied; with the help of {actor}, {outcome}.",
    ),
    (
        "截至{year}年底，{site}累计引进{field}领域专家{n}名，建成各类创新平台{n2}个。",
        "By the end of {year}, {site} had brought in {n} experts in {field} and built {n2} innovation platforms.",
    ),
    (
        "{actor}把课堂搬到车间，{group}边看边学，培训结束后有{n}人取得了相应证书。",
        "{actor} taught on the shop floor, where {group} learned by watching; {n} people earned a certificate.",
    ),
    (
        "与上一年度相比，{field}相关技术合同成交额增长{percent}，其中{goal}占有较大比重。",
        "The value of technology contracts in {field} grew by {percent} in a year, much of it for {goal}.",
    ),
    (
        "为了让{object}尽快走向市场，{actor}协调{actor2}提供场地和设备，{outcome}。",
        "To bring {object} to market, {actor} arranged premises and equipment with {actor2}, and {outcome}.",
    ),
    (
        "{site}地处太行山区，气候冷凉、昼夜温差大，发展{field}具有独特的自然条件。",
        "The cool mountain weather and wide daily temperature range of {site} favour {field}.",
    ),
    (
        "会议提出，要坚持需求导向，把{goal}放在突出位置，推动{field}与地方产业深度融合。",
        "The meeting proposed to start from real needs, to put {goal} first, and to join {field} with local industry.",
    ),
    (
        "{group}在调研中发现，{object}的瓶颈在于工艺参数不稳定，于是连续做了{n}组对比试验。",
        "Seeing that unstable settings held {object} back, {group} ran {n} comparative trials in a row.",
    ),
    (
        "双方商定，每年联合发布{field}技术需求清单，由{actor}组织论证，{actor2}负责落实。",
        "A joint list of needs in {field} will appear each year, assessed by {actor} and carried out by {actor2}.",
    ),
    (
        "{year}年以来，{actor}先后派出{group}{n}人次，服务企业{n2}家，推广新技术和新品种。",
        "Since {year}, {actor} has sent out {group} {n} times, serving {n2} companies with new techniques and seed.",
    ),
    (
        "一位参与者回忆，最初大家对{object}并不了解，直到看见试验田的结果，才主动要求加入。",
        "At first nobody knew {object}, one participant recalled; people joined once they saw the trial plots.",
    ),
    (
        "下一步，{actor}将继续完善{field}服务机制，在{site}增设联络点，方便企业就近咨询。",
        "As a next step, {actor} will open another contact point for {field} in {site}, close to the companies.",
    ),
    (
        "经测算，采用新工艺后每条生产线能耗降低{percent}，一年可节约成本{money}。",
        "By the team's estimate, the new process cuts energy use by {percent} and saves {money} a year.",
    ),
    (
        "{actor}与{actor2}共享仪器设备{n}台套，{site}的企业可以在线预约，按次付费。",
        "{actor} and {actor2} share {n} instruments, which companies in {site} book online and pay for by use.",
    ),
    (
        "在{month}月举行的对接活动上，来自两地的{n}家单位围绕{goal}交换了意见，达成意向{n2}项。",
        "At an event in {month}, {n} bodies from both places discussed {goal} and reached {n2} letters of intent.",
    ),
    (
        "{field}人才短缺一直是{site}的短板，{actor}为此设立了流动岗位，{outcome}。",
        "{site} has long lacked people trained in {field}; {actor} set up visiting posts, and {outcome}.",
    ),
    (
        "从图纸到样机，{group}用了不到{n}个月，{object}随后在{site}开展了示范应用。",
        "From drawing to prototype took {group} less than {n} months; {object} then went on trial in {site}.",
    ),
    (
        "目前，该项工作已覆盖{site}的{n}个乡镇，{group}每周至少到现场一次。",
        "The work now covers {n} townships of {site}, and {group} are on site at least once a week.",
    ),
)
"""Sentence patterns; slots are named alike in both languages."""

HEADINGS: Final[tuple[Pair, ...]] = (
    ("从需求出发", "Starting from need"),
    ("把实验室搬到车间", "From the laboratory to the shop floor"),
    ("田间地头的课堂", "A classroom in the fields"),
    ("合作机制逐步完善", "A better way of working together"),
    ("看得见的变化", "Changes one can see"),
    ("数据里的进展", "Progress in figures"),
    ("下一步打算", "What comes next"),
    ("难题怎样解决", "How the problem was solved"),
    ("人才留得住", "People who stay"),
    ("两地之间", "Between two cities"),
    ("背景与由来", "Background"),
    ("示范带动", "Leading by example"),
    ("平台的作用", "What the platform does"),
    ("产业链上的新环节", "A new link in the chain"),
    ("专家怎么说", "What the experts say"),
)

TITLES: Final[tuple[Pair, ...]] = (
    ("{field}合作在{site}落地见效", "Cooperation on {field} bears fruit in {site}"),
    ("{actor}助力{site}发展{field}", "How {actor} helps {site} with {field}"),
    ("{site}：{object}走出实验室", "{site} takes {object} out of the laboratory"),
    ("京长携手推进{goal}", "Beijing and Changzhi work on {goal}"),
    ("{group}走进{site}", "Visitors to {site}, {group} at work"),
    ("{field}牵手两地，{object}结出果实", "Two cities, one field, {field} and {object}"),
)

SUMMARIES: Final[tuple[Pair, ...]] = (
    (
        "{actor}与{actor2}在{site}围绕{field}开展合作，推进{goal}。",
        "{actor} and {actor2} work together on {field} in {site}, with {goal} as the aim.",
    ),
    (
        "{group}在{site}参与{object}的试验与推广，{outcome}。",
        "In {site}, {group} took part in trials of {object}, and {outcome}.",
    ),
)

ROWS: Final[tuple[Pair, ...]] = (
    ("签约项目", "Projects signed"),
    ("服务企业", "Companies served"),
    ("培训人次", "People trained"),
    ("引进专家", "Experts brought in"),
    ("技术合同", "Technology contracts"),
    ("示范基地", "Demonstration bases"),
)

MONTHS: Final[tuple[str, ...]] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
