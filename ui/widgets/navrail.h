// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

class QButtonGroup;
class QMenu;
class QVBoxLayout;

namespace ruhu::widgets {

/// The rail at the left: the person's square, pages, and below a gap the service pages. Up and Down move within it.
class NavRail : public QWidget
{
    Q_OBJECT
public:
    enum class BadgeMeaning { ForYou, Information }; ///< red, grey

    explicit NavRail(QWidget *parent = nullptr);

    void setPerson(const QString &name, const QString &accessibleName);
    /// Opens from the person's square. Owned by the caller.
    void setPersonMenu(QMenu *menu);
    /// `key` is named in the tooltip ("Ctrl+1"). Entries added after addGap() stand at the lower end.
    void addEntry(const QString &id, const QString &iconName, const QString &text, const QString &key);
    void addGap();
    void setEntryVisible(const QString &id, bool visible);
    void setEntryText(const QString &id, const QString &text);
    /// 0 removes the badge; above 99 it says 99+. `words` goes to assistive tools: "3 waiting for you".
    void setBadge(const QString &id, int count, BadgeMeaning meaning, const QString &words);
    void setCurrent(const QString &id);
    [[nodiscard]] QString current() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class RailButton *entry(const QString &id) const;

    class PersonButton *person_;
    QButtonGroup *group_;
    QVBoxLayout *layout_;
};

} // namespace ruhu::widgets
