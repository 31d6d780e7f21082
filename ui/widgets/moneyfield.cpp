// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/moneyfield.h"

#include "ui/widgets/numberfield.h"
#include "ui/widgets/segmented.h"

#include <QBoxLayout>

namespace ruhu::widgets {

MoneyField::MoneyField(bool periods, QWidget *parent)
    : QWidget(parent)
    , period_(periods ? Period::Month : Period::Once)
    , edit_(new NumberField(2, false, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(edit_, 1);
    setFocusProxy(edit_);
    if (periods) {
        switch_ = new Segmented(tr("Per month or per year"), this);
        switch_->addOption(int(Period::Month), tr("Month"));
        switch_->addOption(int(Period::Year), tr("Year"));
        row->addWidget(switch_);
        connect(switch_, &Segmented::chosen, this, [this](int id) {
            period_ = Period(id);
            showUnit();
            Q_EMIT edited();
        });
    }
    connect(edit_, &NumberField::valueEdited, this, &MoneyField::edited);
    showUnit();
}

std::optional<qint64> MoneyField::fen() const
{
    return edit_->scaled();
}

void MoneyField::setFen(std::optional<qint64> fen)
{
    edit_->setScaled(fen);
}

void MoneyField::setPeriod(Period period)
{
    period_ = period;
    if (switch_)
        switch_->setCurrent(int(period));
    showUnit();
}

void MoneyField::showUnit()
{
    switch (period_) {
    case Period::Once: edit_->setUnit(tr("yuan")); break;
    case Period::Month: edit_->setUnit(tr("yuan/month")); break;
    case Period::Year: edit_->setUnit(tr("yuan/year")); break;
    }
}

} // namespace ruhu::widgets
