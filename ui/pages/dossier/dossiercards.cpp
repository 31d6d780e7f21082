// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/dossier/dossiercards.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/conflict/conflictwords.h"
#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/timeline.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace ruhu::pages {

using theme::TextRole;
using theme::Token;

namespace {

class Cards
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::pages::DossierCards)
};

/// How far a figure is below its limit: a bar with a mark at the limit.
class LimitBar final : public QWidget
{
public:
    LimitBar(double share, QWidget *parent)
        : QWidget(parent)
        , m_share(share)
    {
        setFixedHeight(16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        // The limit stands at seven eighths, so that a figure above it can still be seen.
        constexpr double limitAt = 7.0 / 8.0;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF track(0, 3, width(), 10);
        theme::paintBox(painter, track, 5, theme::color(Token::Sunken), QColor());
        const double filled = std::clamp(m_share * limitAt, 0.0, 1.0) * width();
        theme::paintBox(painter, QRectF(0, 3, filled, 10), 5, theme::color(Token::Ac), QColor());
        painter.fillRect(QRectF(limitAt * width() - 1, 0, 2, 16), theme::color(Token::Tx));
    }

private:
    double m_share;
};

void addAmount(QVBoxLayout *into, const QString &what, qint64 fen, const QString &note = {})
{
    auto *row = new QHBoxLayout;
    row->addWidget(widgets::makeLabel(what, TextRole::Secondary));
    if (!note.isEmpty())
        row->addWidget(widgets::makeLabel(note, TextRole::Secondary, Token::Warn));
    row->addStretch(1);
    row->addWidget(widgets::makeLabel(models::moneyText(fen), TextRole::Secondary));
    into->addLayout(row);
}

/// Where a figure comes from: basis of an income, source of a property (the answers of the survey).
QString basisText(const QString &code)
{
    if (code == QStringLiteral("PAYSLIP"))
        return Cards::tr("payslip");
    if (code == QStringLiteral("BANK"))
        return Cards::tr("bank statement");
    if (code == QStringLiteral("CONTRACT"))
        return Cards::tr("contract");
    if (code == QStringLiteral("DATA_CHECK"))
        return Cards::tr("data check");
    if (code == QStringLiteral("LOCAL_RATE"))
        return Cards::tr("local rate");
    if (code == QStringLiteral("STATEMENT"))
        return Cards::tr("their own statement");
    if (code == QStringLiteral("DECLARED"))
        return Cards::tr("declared by themselves");
    if (code == QStringLiteral("OBSERVED"))
        return Cards::tr("seen on the spot");
    return code;
}

QString situationOf(const service::MemberRow &member)
{
    if (!member.disabilityType.isEmpty() && member.disabilityType != QStringLiteral("0"))
        return models::codeWord(u"DISTYPE", member.disabilityType) +
               models::codeWord(u"DISGRADE", member.disabilityGrade);
    if (!member.chronic.isEmpty())
        return member.chronic;
    if (!member.schoolStage.isEmpty() && member.schoolStage != QStringLiteral("NONE"))
        return models::codeWord(u"SCHOOL", member.schoolStage);
    return member.employment.isEmpty() ? models::codeWord(u"HEALTH", member.health)
                                       : models::codeWord(u"EMPL", member.employment);
}

QString relationAndAge(const service::MemberRow &member)
{
    const QString relation = models::codeWord(u"RELATION", member.relation);
    return member.age >= 0 ? QStringLiteral("%1 %2").arg(relation).arg(member.age) : relation;
}

QTableView *makeTable(const QString &name, QStandardItemModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    model->setParent(table);
    table->setModel(model);
    widgets::setUpTable(table, name);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    return table;
}

QList<QStandardItem *> cells(const QStringList &texts, const QList<int> &numbers = {})
{
    QList<QStandardItem *> row;
    for (int i = 0; i < texts.size(); ++i) {
        auto *item = new QStandardItem(texts.at(i));
        if (numbers.contains(i))
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.append(item);
    }
    return row;
}

} // namespace

QWidget *makeMembersCard(const service::Dossier &dossier, const IdNumber &idNumber, QWidget *parent)
{
    auto *card = new widgets::Card(Cards::tr("Members"), parent);
    card->setCount(QString::number(dossier.members.size()));
    auto *grid = new QGridLayout;
    grid->setContentsMargins(1, 6, 1, 6);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(3, 1);
    const QStringList heads{Cards::tr("Name"), Cards::tr("Relation"), Cards::tr("Identity number"),
                            Cards::tr("Situation")};
    for (int column = 0; column < heads.size(); ++column)
        grid->addWidget(widgets::makeLabel(heads.at(column), TextRole::Caption, Token::Tx3), 0, column);
    int row = 1;
    for (const service::MemberRow &member : dossier.members) {
        grid->addWidget(widgets::makeHairline(card), row++, 0, 1, 4);
        auto *name = widgets::makeParagraph(member.name, TextRole::Body, Token::Tx);
        theme::setTextRole(name, TextRole::Body, true);
        name->setMinimumWidth(theme::textSize() == theme::TextSize::Large ? 92 : 72);
        grid->addWidget(name, row, 0);
        grid->addWidget(widgets::makeLabel(relationAndAge(member), TextRole::Secondary), row, 1);
        grid->addWidget(widgets::makeLabel(idNumber(member), TextRole::Secondary, Token::Tx2), row, 2);
        grid->addWidget(widgets::makeParagraph(situationOf(member), TextRole::Secondary, Token::Tx), row, 3);
        ++row;
    }
    for (int at = 0; at < grid->count(); ++at) { // the lines reach the border, the words do not
        int line = 0, column = 0, rows = 0, columns = 0;
        grid->getItemPosition(at, &line, &column, &rows, &columns);
        if (columns == 1 && (column == 0 || column == 3))
            grid->itemAt(at)->widget()->setContentsMargins(column == 0 ? 15 : 0, 0, column == 3 ? 15 : 0, 0);
    }
    card->body()->addLayout(grid);
    return card;
}

QWidget *makeEconomyCard(const service::Dossier &dossier, QWidget *parent)
{
    auto *card = new widgets::Card(Cards::tr("Income and property"), parent);
    card->setCount(Cards::tr("last 12 months, per month"));
    const service::EconomySummary &economy = dossier.economy;
    if (economy.mismatches > 0)
        card->headerActions()->addWidget(
            new widgets::BadgeLabel({widgets::BadgeKind::Warning, QStringLiteral("question-circle"),
                                     Cards::tr("%n differ(s) from the data check", nullptr, economy.mismatches)}));
    auto *box = new QVBoxLayout;
    box->setContentsMargins(16, 10, 16, 14);
    box->setSpacing(6);
    if (economy.known) {
        auto *top = new QHBoxLayout;
        top->addWidget(widgets::makeLabel(models::moneyText(economy.perHeadMonthFen), TextRole::Hero, Token::Tx, true));
        top->addWidget(widgets::makeLabel(Cards::tr("per head and month"), TextRole::Secondary, Token::Tx2));
        top->addStretch(1);
        top->addWidget(widgets::makeLabel(Cards::tr("standard %1").arg(models::moneyText(economy.standardFen)),
                                          TextRole::Secondary, Token::Tx2));
        box->addLayout(top);
        box->addWidget(new LimitBar(
            economy.standardFen > 0 ? double(economy.perHeadMonthFen) / double(economy.standardFen) : 0.0, card));
    } else {
        box->addWidget(widgets::makeParagraph(
            Cards::tr("No figures to compare yet: the rules of the province or the survey are missing.")));
    }
    for (const service::MoneyRow &row : dossier.income) {
        const QString who = row.memberName.isEmpty() ? QString() : Cards::tr(" (%1)").arg(row.memberName);
        addAmount(box, models::codeWord(u"INCOME_SUB", row.kind) + who, row.verifiedFen / 12,
                  row.declaredFen != row.verifiedFen
                      ? Cards::tr("declared %1").arg(models::moneyText(row.declaredFen / 12))
                      : QString());
    }
    if (!dossier.spending.isEmpty())
        box->addWidget(widgets::makeHairline(card));
    for (const service::MoneyRow &row : dossier.spending)
        addAmount(box, models::codeWord(u"RIGID", row.kind), row.verifiedFen / 12);
    if (!dossier.property.isEmpty())
        box->addWidget(widgets::makeHairline(card));
    for (const service::MoneyRow &row : dossier.property)
        addAmount(box, models::codeWord(u"PROPERTY", row.kind), row.verifiedFen);
    card->body()->addLayout(box);
    return card;
}

QWidget *makeProgrammesCard(const service::Dossier &dossier, QWidget *parent)
{
    auto *card = new widgets::Card(Cards::tr("What the family receives"), parent);
    card->setCount(Cards::tr("%n programme(s)", nullptr, int(dossier.programmes.size())));
    for (const service::ProgrammeRow &programme : dossier.programmes) {
        auto *holder = new QWidget(card);
        auto *row = new QHBoxLayout(holder);
        row->setContentsMargins(16, 8, 16, 8);
        row->addWidget(widgets::makeIcon(QStringLiteral("check-circle"), Token::Ok));
        row->addWidget(widgets::makeLabel(models::codeWord(u"PROGRAM", programme.programme)));
        row->addWidget(widgets::makeLabel(programme.memberName, TextRole::Secondary, Token::Tx2));
        row->addStretch(1);
        if (programme.monthlyFen > 0)
            row->addWidget(widgets::makeLabel(Cards::tr("%1 a month").arg(models::moneyText(programme.monthlyFen)),
                                              TextRole::Secondary));
        card->body()->addWidget(holder);
        card->body()->addWidget(widgets::makeHairline(card));
    }
    if (dossier.programmes.isEmpty()) {
        card->padBody();
        card->body()->addWidget(widgets::makeParagraph(Cards::tr("No programme is in force.")));
    }
    return card;
}

namespace {

/// What was taken and what was not, one line for each field of a decided conflict.
QStringList decidedLines(const service::TimelineRow &row)
{
    const auto shown = [](const service::ConflictField &field, const QString &value) {
        return value.isEmpty() ? Cards::tr("nothing", "an empty value") : conflictValueText(field, value);
    };
    QStringList lines;
    for (const service::DecidedField &decided : row.decided) {
        const QString field = conflictFieldName(row.recordKind, decided.field);
        const QString name = row.recordName.isEmpty() ? field : row.recordName + QChar(u' ') + field;
        QStringList left;
        for (const QString &value : decided.left)
            left.append(shown(decided.field, value));
        const QString taken = shown(decided.field, decided.taken);
        lines.append(left.isEmpty() ? Cards::tr("%1: %2 taken").arg(name, taken)
                                    : Cards::tr("%1: %2 taken, %3 not")
                                          .arg(name, taken, left.join(Cards::tr(", ", "between list entries"))));
    }
    return lines;
}

} // namespace

QWidget *makeTimelineCard(const service::Dossier &dossier, QWidget *parent)
{
    using Kind = service::TimelineRow::Kind;
    auto *card = new widgets::Card(Cards::tr("The story so far"), parent);
    auto *model = new QStandardItemModel(card);
    const QDateTime now = QDateTime::currentDateTime();
    for (const service::TimelineRow &row : dossier.timeline) {
        QString words;
        QString icon;
        switch (row.kind) {
        case Kind::Draft:
            words = Cards::tr("visit being filled in");
            icon = QStringLiteral("edit");
            break;
        case Kind::Visit:
            words = models::codeWord(u"VISIT_REASON", row.what);
            icon = QStringLiteral("visit");
            break;
        case Kind::CheckRequest:
            words = Cards::tr("data check asked for");
            icon = QStringLiteral("sync");
            break;
        case Kind::CheckResult:
            words = Cards::tr("result of the data check arrived");
            icon = QStringLiteral("sync");
            break;
        case Kind::Application:
            words = Cards::tr("application: %1").arg(models::programmeText(row.what));
            icon = QStringLiteral("file");
            break;
        case Kind::Step:
            words = models::codeWord(u"STATE", row.what);
            icon = QStringLiteral("case");
            break;
        case Kind::Opinion:
            words = Cards::tr("preliminary opinion signed");
            icon = QStringLiteral("edit");
            break;
        case Kind::Programme:
            words = Cards::tr("receives %1").arg(models::codeWord(u"PROGRAM", row.what));
            icon = QStringLiteral("money");
            break;
        case Kind::Conflict:
            words = Cards::tr("changed on both sides, decided");
            icon = QStringLiteral("conflict");
            break;
        }
        auto *item = new QStandardItem(words);
        item->setEditable(false);
        // A programme begins on a day, not at midnight of it.
        const QString when = row.kind == Kind::Programme
                                 ? models::dayText(QDateTime::fromMSecsSinceEpoch(row.atMs).date(), now.date())
                                 : models::momentText(row.atMs, now);
        item->setData(when, widgets::TimelineDelegate::TimeRole);
        QStringList note = row.people;
        if (!row.note.isEmpty())
            note.append(row.note);
        QStringList lines{note.join(Cards::tr(", ", "between list entries"))};
        lines += decidedLines(row);
        lines.removeAll(QString());
        item->setData(lines.join(QChar(u'\n')), widgets::TimelineDelegate::NoteRole);
        item->setData(icon, widgets::TimelineDelegate::IconRole);
        item->setData(row.kind == Kind::Draft, widgets::TimelineDelegate::CurrentRole);
        item->setData(row.kind == Kind::Conflict
                          ? QString(when + QChar(u' ') + words + QChar(u' ') + lines.join(QChar(u' ')))
                          : QString(when + QChar(u' ') + words),
                      Qt::AccessibleTextRole);
        model->appendRow(item);
    }
    if (model->rowCount() == 0) {
        card->body()->addWidget(
            new widgets::EmptyState(QStringLiteral("clock"), Cards::tr("Nothing has happened yet"), {}, card), 1);
        return card;
    }
    auto *list = new QListView(card);
    list->setModel(model);
    list->setItemDelegate(new widgets::TimelineDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setResizeMode(QListView::Adjust);
    list->setWordWrap(true);
    list->setAccessibleName(Cards::tr("The story so far"));
    list->viewport()->setAutoFillBackground(false);
    auto *room = new QVBoxLayout;
    room->setContentsMargins(16, 12, 8, 12);
    room->addWidget(list);
    card->body()->addLayout(room, 1);
    return card;
}

QWidget *makeMembersTable(const service::Dossier &dossier, const IdNumber &idNumber, QWidget *parent)
{
    auto *card = new widgets::Card({}, parent);
    auto *model = new QStandardItemModel;
    model->setHorizontalHeaderLabels({Cards::tr("Name"), Cards::tr("Relation"), Cards::tr("Sex"), Cards::tr("Age"),
                                      Cards::tr("Identity number"), Cards::tr("Health"), Cards::tr("Work capacity"),
                                      Cards::tr("Occupation"), Cards::tr("School")});
    for (const service::MemberRow &member : dossier.members)
        model->appendRow(
            cells({member.name, models::codeWord(u"RELATION", member.relation), models::codeWord(u"SEX", member.sex),
                   member.age >= 0 ? QString::number(member.age) : QString(), idNumber(member), situationOf(member),
                   models::codeWord(u"WORKCAP", member.workCapacity), models::codeWord(u"EMPL", member.employment),
                   models::codeWord(u"SCHOOL", member.schoolStage)},
                  {3}));
    card->body()->addWidget(makeTable(Cards::tr("Members"), model, card), 1);
    return card;
}

QWidget *makeMoneyTable(const QString &title, const QString &codeList, const QList<service::MoneyRow> &rows,
                        bool perYear, QWidget *parent)
{
    auto *card = new widgets::Card(title, parent);
    if (rows.isEmpty()) {
        card->padBody();
        card->body()->addWidget(widgets::makeParagraph(Cards::tr("Nothing on file.")));
        card->body()->addStretch(1);
        return card;
    }
    auto *model = new QStandardItemModel;
    model->setHorizontalHeaderLabels(
        {Cards::tr("Kind"), Cards::tr("Whose"), perYear ? Cards::tr("Declared, a year") : Cards::tr("Declared"),
         perYear ? Cards::tr("Verified, a year") : Cards::tr("Verified"), Cards::tr("Basis"), Cards::tr("Note")});
    qint64 total = 0;
    for (const service::MoneyRow &row : rows) {
        total += row.exempt.isEmpty() ? row.verifiedFen : 0;
        const QString exempt = row.exempt.isEmpty() ? QString() : Cards::tr("not counted");
        model->appendRow(cells({models::codeWord(codeList, row.kind), row.memberName,
                                models::moneyText(row.declaredFen), models::moneyText(row.verifiedFen),
                                basisText(row.basis), QStringList{exempt, row.note}.join(QChar(u' ')).trimmed()},
                               {2, 3}));
    }
    card->setCount(Cards::tr("together %1").arg(models::moneyText(total)));
    card->body()->addWidget(makeTable(title, model, card), 1);
    return card;
}

QWidget *makeVisitsList(const service::Dossier &dossier, QWidget *parent)
{
    auto *card = new widgets::Card({}, parent);
    if (dossier.visits.isEmpty()) {
        card->body()->addWidget(new widgets::EmptyState(QStringLiteral("visit"), Cards::tr("No visit yet"), {}, card),
                                1);
        return card;
    }
    auto *model = new QStandardItemModel;
    model->setHorizontalHeaderLabels({Cards::tr("Day"), Cards::tr("Reason"), Cards::tr("Investigators"),
                                      Cards::tr("Conclusion"), Cards::tr("Photos"), Cards::tr("Sent"),
                                      Cards::tr("Notes")});
    for (const service::VisitRow &visit : dossier.visits)
        model->appendRow(cells(
            {models::dayText(visit.date, QDate::currentDate()), models::codeWord(u"VISIT_REASON", visit.reason),
             visit.investigators.join(QStringLiteral("\u3001")), models::codeWord(u"CONCLUSION", visit.conclusion),
             QString::number(visit.photos.size()), visit.sent ? Cards::tr("sent") : Cards::tr("waiting"), visit.notes},
            {4}));
    card->body()->addWidget(makeTable(Cards::tr("Visits"), model, card), 1);
    return card;
}

} // namespace ruhu::pages
