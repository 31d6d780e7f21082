// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/visitform.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ruhu::widgets {
class Banner;
class Card;
class ScrollPane;
} // namespace ruhu::widgets

namespace ruhu::pages {

class AuthorisationPanel;
class FormView;
class PhotoPanel;
class SectionList;

/// A home visit in progress: sections at the left, one section of the form in the middle, evidence and signatures at
/// the right, and below what is still missing. Everything is kept as it is typed; "pause" only leaves the page.
class VisitPage : public QWidget
{
    Q_OBJECT
public:
    /// Takes the form controller over.
    explicit VisitPage(std::unique_ptr<models::VisitForm> form, QWidget *parent = nullptr);
    ~VisitPage() override;

    [[nodiscard]] const models::VisitForm &form() const { return *m_form; }
    /// Hands half-typed text to the session: before lock, close or page change.
    void commit();

Q_SIGNALS:
    void left(); ///< The person pauses; the draft stays.
    void finished(ruhu::HouseholdId household);
    void statusChanged(const QString &text); ///< "Draft kept on this laptop 09:41:32", for the status bar.

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeColumns();
    QWidget *makeKeys(QWidget *parent);
    QWidget *makeActions();
    void makeShortcuts();
    void watch();
    void showSections();
    void showMissing();
    void goToProblem(bool backwards);
    void goTo(const service::Missing &missing);
    void move(int sections);

    std::unique_ptr<models::VisitForm> m_form;
    forms::NodeId m_lastProblem = forms::NodeId::None; ///< Where F8 led last.
    SectionList *m_sections = nullptr;
    FormView *m_view = nullptr;
    PhotoPanel *m_photos = nullptr;
    AuthorisationPanel *m_authorisations = nullptr;
    widgets::ScrollPane *m_side = nullptr;
    widgets::ScrollPane *m_scroll = nullptr;
    widgets::Banner *m_banner = nullptr;
    widgets::Card *m_middle = nullptr;
    QLabel *m_missingText = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_finish = nullptr;
};

} // namespace ruhu::pages
