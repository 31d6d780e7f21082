// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/unlockcontroller.h"

#include <QWidget>

class QListView;
class QPushButton;
class QLabel;
class QStandardItemModel;

namespace ruhu::widgets {
class Banner;
}

namespace ruhu::pages {

class EnrolFace;
class PasswordFace;

/// The locked laptop: who works here, a password, and the enrolment of a further person. Shows nothing of any
/// household.
class UnlockPage : public QWidget
{
    Q_OBJECT
public:
    /// The controller must outlive the page.
    explicit UnlockPage(models::UnlockController &controller, QWidget *parent = nullptr);

    /// The office shown under the program's name, once it is known.
    void setOffice(const QString &office);
    /// What the enrolment face offers first: the province's address and its authority file.
    void setEnrolmentDefaults(const QString &hub, const QString &caFile);
    /// Reads everything again, forgets what was typed and puts the keyboard on the password.
    void reset();

Q_SIGNALS:
    void largeTextWanted(bool large);
    void darkWanted(bool dark);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeLeft();
    QWidget *makeRight();
    void showPeople();
    void showPerson();
    void showFace(QWidget *face);
    void showAppearance();

    models::UnlockController &m_controller;
    QLabel *m_office = nullptr;
    QListView *m_list = nullptr;
    QStandardItemModel *m_rows = nullptr;
    QPushButton *m_add = nullptr;
    QWidget *m_middle = nullptr;
    PasswordFace *m_password = nullptr;
    EnrolFace *m_enrol = nullptr;
    widgets::Banner *m_notice = nullptr;
    QPushButton *m_large = nullptr;
    QPushButton *m_dark = nullptr;
    QWidget *m_left = nullptr;
    bool m_chosenEnrol = false;
};

} // namespace ruhu::pages
