// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/gallery.h"

#include "ui/theme/focusring.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/conflictcell.h"
#include "ui/widgets/datefield.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/moneyfield.h"
#include "ui/widgets/numberfield.h"
#include "ui/widgets/photostrip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/signaturepad.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/tileradio.h"
#include "ui/widgets/timeline.h"

#include <QtWidgets>

namespace ruhu::tests {

using namespace ruhu::widgets;
using theme::ButtonRole;
using theme::FieldState;
using theme::TextRole;
using theme::Token;

namespace {

class PlainSink : public SecretSink
{
public:
    bool append(std::span<const std::byte>) override { return true; }
    void truncate(std::size_t) override {}
};

Card *section(const QString &title, QGridLayout *grid, int row, int column)
{
    auto *card = new Card(title);
    card->padBody();
    card->body()->setSpacing(10);
    grid->addWidget(card, row, column);
    return card;
}

QWidget *rowOf(const QList<QWidget *> &widgets)
{
    auto *host = new QWidget;
    auto *flow = new FlowLayout(host, 8);
    for (QWidget *widget : widgets)
        flow->addWidget(widget);
    return host;
}

void buttons(Card *card)
{
    auto *disabled = makeButton(QStringLiteral("现在不能点"));
    disabled->setEnabled(false);
    auto *small = makeButton(QStringLiteral("小号"));
    theme::setButtonSize(small, theme::ButtonSize::Small);
    auto *enter = makeButton(QStringLiteral("接着填"), ButtonRole::Primary, QStringLiteral("edit"));
    theme::setButtonKey(enter, QStringLiteral("Enter"));
    auto *next = makeButton(QStringLiteral("下一节：支出"), ButtonRole::Primary);
    theme::setButtonIcon(next, QStringLiteral("chevron-right"), true);
    card->body()->addWidget(rowOf({makeButton(QStringLiteral("主要"), ButtonRole::Primary), enter, next}));
    card->body()->addWidget(rowOf({makeButton(QStringLiteral("普通")), disabled}));
    card->body()->addWidget(rowOf({makeButton(QStringLiteral("文字按钮"), ButtonRole::Text),
                                   makeButton(QStringLiteral("删除草稿"), ButtonRole::Danger, QStringLiteral("trash")),
                                   makeIconButton(QStringLiteral("more"), QStringLiteral("更多")), small}));
    auto *checked = new QCheckBox(QStringLiteral("选中"));
    checked->setChecked(true);
    auto *yes = new QRadioButton(QStringLiteral("有"));
    yes->setChecked(true);
    card->body()->addWidget(
        rowOf({checked, new QCheckBox(QStringLiteral("没选")), yes, new QRadioButton(QStringLiteral("没有"))}));
    auto *tabs = new QTabBar;
    tabs->setAccessibleName(QStringLiteral("分页"));
    tabs->addTab(QStringLiteral("总览"));
    tabs->addTab(QStringLiteral("成员\t4"));
    tabs->addTab(QStringLiteral("收入"));
    card->body()->addWidget(tabs);
    card->body()->addStretch(1);
}

void fields(Card *card)
{
    auto *grid = new QGridLayout;
    grid->setSpacing(12);
    auto *usual = new NumberField(2);
    usual->setUnit(QStringLiteral("元/月"));
    usual->setScaled(260000);
    grid->addWidget(new FormRow(QStringLiteral("平常"), usual, FormRow::Shape::Stacked), 0, 0);
    auto *typing = new QLineEdit(QStringLiteral("wang gui"));
    typing->setObjectName(QStringLiteral("typing"));
    auto *typingRow = new FormRow(QStringLiteral("正在输入"), typing, FormRow::Shape::Stacked);
    typingRow->setHelp(QStringLiteral("拼音没选完时不查找、不报错"));
    grid->addWidget(typingRow, 0, 1);
    auto *id = new QLineEdit(QStringLiteral("9901**********092"));
    auto *idRow = new FormRow(QStringLiteral("身份证号"), id, FormRow::Shape::Stacked);
    idRow->setRequired(true);
    idRow->setProblem(FieldState::Error, QStringLiteral("少 1 位。身份证号是 18 位。"));
    grid->addWidget(idRow, 1, 0);
    auto *born = new DateField;
    born->setDate(QDate(1957, 3, 9));
    born->setLocked(true);
    auto *bornRow = new FormRow(QStringLiteral("出生日期"), born, FormRow::Shape::Stacked);
    bornRow->setHelp(QStringLiteral("从身份证号算出来，不用填"));
    grid->addWidget(bornRow, 1, 1);
    auto *income = new MoneyField(true);
    income->setFen(980000);
    auto *incomeRow = new FormRow(QStringLiteral("月收入"), income, FormRow::Shape::Stacked);
    incomeRow->setProblem(FieldState::Doubt, QStringLiteral("比上次多 8,700。没错的话写一句原因。"));
    grid->addWidget(incomeRow, 2, 0, 1, 2);
    static PlainSink sink;
    auto *secret = new SecretField(sink);
    grid->addWidget(new FormRow(QStringLiteral("口令"), secret, FormRow::Shape::Stacked), 3, 0);
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("汉族"), QStringLiteral("回族")});
    grid->addWidget(new FormRow(QStringLiteral("民族"), combo, FormRow::Shape::Stacked), 3, 1);
    card->body()->addLayout(grid);
    auto *text = new QPlainTextEdit(QStringLiteral("老赵行走不便，慢病卡没办。"));
    text->setFixedHeight(64);
    text->setAccessibleName(QStringLiteral("走访备注"));
    card->body()->addWidget(text);
    auto *search = new SearchField(QStringLiteral("找户、找人、找办件"));
    search->setKeyHint(QStringLiteral("Ctrl K"));
    card->body()->addWidget(search);
    card->body()->addStretch(1);
}

void badges(Card *card)
{
    const auto badge = [](BadgeKind kind, const QString &icon, const QString &text) -> QWidget * {
        return new BadgeLabel({kind, icon, text});
    };
    card->body()->addWidget(
        rowOf({badge(BadgeKind::Ok, QStringLiteral("check-circle"), QStringLiteral("已同步")),
               badge(BadgeKind::Accent, QStringLiteral("edit"), QStringLiteral("正在填写")),
               badge(BadgeKind::Neutral, QStringLiteral("upload"), QStringLiteral("待发送")),
               badge(BadgeKind::Warning, QStringLiteral("clock"), QStringLiteral("今天到期")),
               badge(BadgeKind::Bad, QStringLiteral("error-circle"), QStringLiteral("超期 1 工作日")),
               badge(BadgeKind::Warning, QStringLiteral("conflict"), QStringLiteral("要选择 3 处")),
               badge(BadgeKind::Warning, QStringLiteral("question-circle"), QStringLiteral("要人工判断")),
               badge(BadgeKind::Neutral, QStringLiteral("offline"), QStringLiteral("离线"))}));
    card->body()->addWidget(rowOf(
        {new Chip(QStringLiteral("村"), Chip::Kind::Menu), new Chip(QStringLiteral("村：石磨"), Chip::Kind::Removable),
         new Chip(QStringLiteral("只看有未发送的")), new Chip(QStringLiteral("系统推测"), Chip::Kind::Guess)}));
    auto *segmented = new Segmented(QStringLiteral("状态"));
    segmented->addOption(0, QStringLiteral("待核实 4"));
    segmented->addOption(1, QStringLiteral("等复核 2"));
    segmented->addOption(2, QStringLiteral("已办"));
    card->body()->addWidget(segmented, 0, Qt::AlignLeft);
    auto *tile = new TileRadio(QStringLiteral("同意上报"), QStringLiteral("条件都符合，没有要人工判断的"));
    tile->setChecked(true);
    card->body()->addWidget(tile);
    card->body()->addWidget(new TileRadio(QStringLiteral("退回补充"), QStringLiteral("还要再入户一次")));
    auto *stepper = new Stepper;
    stepper->setSteps({QStringLiteral("受理"), QStringLiteral("核对"), QStringLiteral("调查")}, 2);
    card->body()->addWidget(stepper);
    card->body()->addStretch(1);
}

void banners(Card *card)
{
    const auto banner = [&](Banner::Kind kind, const QString &text, const QString &action = {}) {
        auto *b = new Banner;
        b->setMessage(kind, text);
        b->setAction(action);
        card->body()->addWidget(b);
    };
    banner(Banner::Kind::Error, QStringLiteral("1 处要改。签字前要改好。"), QStringLiteral("去看看"));
    banner(Banner::Kind::Warning, QStringLiteral("这户资料是 42 天前的。联网后会更新。"));
    banner(Banner::Kind::Info, QStringLiteral("上次填到第 3 节，已经接着打开。"));
    banner(Banner::Kind::Ok, QStringLiteral("29 项都发出去了，省平台已收到。"));
    for (const int percent : {62, 100}) {
        auto *bar = new QProgressBar;
        bar->setValue(percent);
        bar->setTextVisible(false);
        bar->setAccessibleName(QStringLiteral("照片"));
        if (percent == 100)
            bar->setProperty("status", QStringLiteral("done"));
        card->body()->addWidget(bar);
    }
    card->body()->addStretch(1);
}

void rows(Card *card)
{
    auto *model = new QStandardItemModel(card);
    const auto add = [&](const QString &title, const QString &detail, const Badge &badge, const QString &action) {
        auto *item = new QStandardItem(title);
        item->setData(detail, RowDetail);
        item->setData(QVariant::fromValue(badge), RowBadge);
        item->setData(action, RowAction);
        item->setData(QVariant::fromValue(TextSpans{{0, 2}}), RowMarks);
        item->setData(QString(title + u'，' + detail), Qt::AccessibleTextRole);
        model->appendRow(item);
    };
    add(QStringLiteral("孙玉梅户"), QStringLiteral("平常"),
        {BadgeKind::Ok, QStringLiteral("check-circle"), QStringLiteral("已签字")}, {});
    add(QStringLiteral("刘满仓户"), QStringLiteral("鼠标指着"), {}, QStringLiteral("开始"));
    add(QStringLiteral("王桂英户"), QStringLiteral("选中"),
        {BadgeKind::Warning, QStringLiteral("clock"), QStringLiteral("剩 1 工作日")}, QStringLiteral("接着填"));
    auto *list = new RowList(QStringLiteral("今天入户"));
    list->setModel(model);
    list->setFitRows(true);
    list->rows()->setSelectedKey(QStringLiteral("Enter"));
    list->setCurrentIndex(model->index(2, 0));
    card->body()->addWidget(list);

    auto *timeline = new QListView;
    timeline->setAccessibleName(QStringLiteral("经过"));
    timeline->setFrameShape(QFrame::NoFrame);
    timeline->setProperty("focusRing", false);
    timeline->viewport()->setAutoFillBackground(false);
    auto *steps = new QStandardItemModel(card);
    const auto step = [&](const QString &time, const QString &text, bool now) {
        auto *item = new QStandardItem(text);
        item->setData(time, TimelineDelegate::TimeRole);
        item->setData(now, TimelineDelegate::CurrentRole);
        item->setData(now ? QStringLiteral("edit") : QString(), TimelineDelegate::IconRole);
        steps->appendRow(item);
    };
    step(QStringLiteral("今天 09:20"), QStringLiteral("入户调查，正在填写"), true);
    step(QStringLiteral("11月18日"), QStringLiteral("核对报告回来"), false);
    step(QStringLiteral("11月3日"), QStringLiteral("受理低保申请"), false);
    timeline->setModel(steps);
    timeline->setItemDelegate(new TimelineDelegate(timeline));
    card->body()->addWidget(timeline);
}

void evidence(Card *card)
{
    auto *photos = new QStandardItemModel(card);
    const auto add = [&](const QString &text, PhotoStrip::State state, int percent = 0) {
        auto *item = new QStandardItem(text);
        QImage image(172, 124, QImage::Format_RGB32);
        image.fill(QColor(178, 110, 84));
        if (state != PhotoStrip::State::Required)
            item->setData(image, Qt::DecorationRole);
        item->setData(int(state), PhotoStrip::StateRole);
        item->setData(percent, PhotoStrip::PercentRole);
        photos->appendRow(item);
    };
    add(QStringLiteral("门头"), PhotoStrip::State::Taken);
    add(QStringLiteral("院落"), PhotoStrip::State::Sending, 60);
    add(QStringLiteral("堂屋"), PhotoStrip::State::Failed);
    add(QStringLiteral("存折流水"), PhotoStrip::State::Required);
    auto *strip = new PhotoStrip;
    strip->setModel(photos);
    card->body()->addWidget(strip);
    auto *pad = new SignaturePad;
    pad->setSigner(QStringLiteral("王桂英"));
    pad->setHint(QStringLiteral("用手写板、触屏或鼠标签在线上"));
    card->body()->addWidget(pad);
    card->body()->addStretch(1);
}

} // namespace

QWidget *makeGallery()
{
    auto *page = new QWidget;
    theme::setBackground(page, Token::Win);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(16);
    auto *grid = new QGridLayout;
    grid->setSpacing(16);
    for (int i = 0; i < 3; ++i)
        grid->setColumnStretch(i, 1);
    column->addLayout(grid);
    buttons(section(QStringLiteral("按钮"), grid, 0, 0));
    fields(section(QStringLiteral("输入框"), grid, 0, 1));
    badges(section(QStringLiteral("状态标签和筛选"), grid, 0, 2));
    banners(section(QStringLiteral("提示条"), grid, 1, 0));
    rows(section(QStringLiteral("列表行"), grid, 1, 1));
    evidence(section(QStringLiteral("照片和签字"), grid, 1, 2));
    auto *empty = new EmptyState(QStringLiteral("today"), QStringLiteral("今天没有安排走访"),
                                 QStringLiteral("有 3 户超过 90 天没去过。"));
    empty->addAction(QStringLiteral("看这 3 户"));
    empty->addAction(QStringLiteral("安排走访"));
    grid->addWidget(empty, 2, 0);

    auto *form = new Card(QStringLiteral("3 收入"));
    form->setCount(QStringLiteral("近 12 个月，全家每月平均"));
    auto *pension = new NumberField(2);
    pension->setUnit(QStringLiteral("元/月"));
    pension->setScaled(43600);
    auto *pensionRow = new FormRow(QStringLiteral("养老金"), pension);
    pensionRow->setHint(QStringLiteral("王桂英、赵长河"));
    pensionRow->setReference(FormRow::Reference::Differs, QStringLiteral("省平台 464.00，差 28.00"));
    auto *reason = new QLineEdit(QStringLiteral("存折是 436，11 月刚调标"));
    reason->setAccessibleName(QStringLiteral("原因"));
    pensionRow->setReferenceWidget(reason);
    form->body()->addWidget(pensionRow);
    auto *land = new NumberField(2);
    land->setUnit(QStringLiteral("元/月"));
    land->setScaled(120000);
    auto *landRow = new FormRow(QStringLiteral("土地流转"), land);
    landRow->setHint(QStringLiteral("3.2 亩，流转给合作社"));
    landRow->setProblem(FieldState::Error, QStringLiteral("每月 1,200 偏高，这里常见 0 到 300。是不是填了全年的数？"));
    landRow->setRepairs(QStringLiteral("改成每月 100.00"), QStringLiteral("数没错，写说明"));
    form->body()->addWidget(landRow);
    form->body()->addWidget(new ConflictCell(
        QStringLiteral("走访备注"), {QStringLiteral("老赵行走不便，慢病卡没办。"), {}},
        {QStringLiteral("老赵行走不便，慢病卡没办。院里有狗，先打电话。"), QStringLiteral("11月19日 16:20，周文静")},
        {QStringLiteral("老赵行走不便，11月12日 已办慢病卡。"), QStringLiteral("11月18日 09:30，县医保局 何丽")}, true,
        true));
    grid->addWidget(form, 2, 1, 1, 2);
    return page;
}

} // namespace ruhu::tests
