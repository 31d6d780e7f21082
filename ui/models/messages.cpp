// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/messages.h"

#include "core/domain/codelists.h"

#include <QCoreApplication>
#include <QLocale>

namespace ruhu::models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ruhu::models::Message", text);
}

QString happened(const Error &error, Doing doing)
{
    const char *text = nullptr;
    switch (error.code) {
    case ErrorCode::Rejected:
        text = doing == Doing::Enrolling
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "The password is too short or too long.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "This value breaks a rule and was not taken.");
        break;
    case ErrorCode::BadFormat:
        text = doing == Doing::AddingPhoto
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "This file is not a picture that Ruhu can read.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "The file is not what it should be and was not taken.");
        break;
    case ErrorCode::TooLarge:
        text = doing == Doing::AddingPhoto
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message",
                                       "This picture is too large: more than 50 megapixels or 64 MB.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "This is larger than Ruhu takes.");
        break;
    case ErrorCode::Unsupported:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "This version of Ruhu cannot handle that.");
        break;
    case ErrorCode::NotFound: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "It is not on this laptop."); break;
    case ErrorCode::AlreadyExists:
        text = doing == Doing::Resolving
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "A colleague has decided this already.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "There is one already.");
        break;
    case ErrorCode::Conflict:
        text = doing == Doing::Deciding
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "The case moved on while you were reading it.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "Somebody changed this in the meantime.");
        break;
    case ErrorCode::NotAllowed:
        text =
            doing == Doing::Deciding ? QT_TRANSLATE_NOOP("ruhu::models::Message",
                                                         "You cannot sign this opinion: who investigated a case does "
                                                         "not decide it, and only a township supervisor signs.")
            : doing == Doing::Enrolling
                ? QT_TRANSLATE_NOOP("ruhu::models::Message", "The hub does not know this code, or it was used already.")
                : QT_TRANSLATE_NOOP("ruhu::models::Message", "Your role does not allow this.");
        break;
    case ErrorCode::Incomplete:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Something that must be there is missing.");
        break;
    case ErrorCode::Expired:
        text = doing == Doing::Enrolling
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "This code has expired.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message",
                                       "The rules of the province on this laptop are not valid today.");
        break;
    case ErrorCode::Cancelled: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "This was stopped."); break;
    case ErrorCode::WrongPassword: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The password is wrong."); break;
    case ErrorCode::Delayed:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "After a wrong password there is a short wait.");
        break;
    case ErrorCode::DeviceSecretMissing:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The key of this laptop was not found where it was left.");
        break;
    case ErrorCode::KeyringLocked:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The key ring of this desktop is locked.");
        break;
    case ErrorCode::KeyringUnavailable:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "This desktop has no key ring.");
        break;
    case ErrorCode::Damaged:
        text = QT_TRANSLATE_NOOP(
            "ruhu::models::Message",
            "A part of the data on this laptop is damaged. Ruhu does not show what it cannot verify.");
        break;
    case ErrorCode::RolledBack:
        text =
            QT_TRANSLATE_NOOP("ruhu::models::Message",
                              "The data on this laptop is older than it was before: an old copy was put in its place.");
        break;
    case ErrorCode::TooNew:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message",
                                 "This was written by a newer version of Ruhu and was left untouched.");
        break;
    case ErrorCode::Locked: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Ruhu is locked."); break;
    case ErrorCode::Busy:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The data of this laptop is open in another window of Ruhu.");
        break;
    case ErrorCode::Io: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The disk did not take it."); break;
    case ErrorCode::DiskFull: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The disk is full."); break;
    case ErrorCode::OutOfMemory:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "There is not enough free memory.");
        break;
    case ErrorCode::Network:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The province's server cannot be reached.");
        break;
    case ErrorCode::Timeout:
        text = doing == Doing::AddingPhoto
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "Reading this picture took too long.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "The province's server did not answer in time.");
        break;
    case ErrorCode::Tls:
        text = QT_TRANSLATE_NOOP(
            "ruhu::models::Message",
            "The server is not the one of your province: its certificate comes from somebody else. Nothing was sent.");
        break;
    case ErrorCode::BadReply:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The server gave an answer that Ruhu does not understand.");
        break;
    case ErrorCode::Signature:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "A signature does not fit. What carries it was not taken.");
        break;
    case ErrorCode::Refused:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "The province's server refused it.");
        break;
    case ErrorCode::Internal: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Something in Ruhu went wrong."); break;
    }
    return tr(text);
}

QString lost(Doing doing)
{
    const char *text = nullptr;
    switch (doing) {
    case Doing::Starting:
    case Doing::Unlocking:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "All data on this laptop is still there.");
        break;
    case Doing::Enrolling:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Nothing was changed on this laptop.");
        break;
    case Doing::Loading:
    case Doing::Revealing: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Nothing was changed."); break;
    case Doing::Answering:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message",
                                 "All answers up to the last one are kept; the last one is still on the screen.");
        break;
    case Doing::AddingPhoto:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message",
                                 "The visit and its other photos are kept; your file is untouched.");
        break;
    case Doing::Signing:
    case Doing::Finishing:
        text =
            QT_TRANSLATE_NOOP("ruhu::models::Message", "The draft with all answers and photos is kept on this laptop.");
        break;
    case Doing::Casework:
    case Doing::Deciding:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Nothing was signed and nothing was changed.");
        break;
    case Doing::Correcting:
        text =
            QT_TRANSLATE_NOOP("ruhu::models::Message", "The file is as it was; what you typed is still on the screen.");
        break;
    case Doing::Resolving: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Both values are still there."); break;
    case Doing::Syncing:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Everything that was not sent is still on this laptop.");
        break;
    }
    return tr(text);
}

QString next(const Error &error, Doing doing)
{
    const char *text = nullptr;
    switch (error.code) {
    case ErrorCode::Rejected:
        text = doing == Doing::Enrolling
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "Take at least 10 characters, or 8 digits.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "Correct it and try again.");
        break;
    case ErrorCode::BadFormat:
    case ErrorCode::TooLarge:
        text =
            doing == Doing::AddingPhoto
                ? QT_TRANSLATE_NOOP("ruhu::models::Message", "Choose a JPEG or PNG picture; a phone can save as JPEG.")
                : QT_TRANSLATE_NOOP("ruhu::models::Message", "Ask the office for the right file.");
        break;
    case ErrorCode::Unsupported:
    case ErrorCode::TooNew:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Install the newest version of Ruhu.");
        break;
    case ErrorCode::NotFound: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Sync once, then look again."); break;
    case ErrorCode::AlreadyExists:
    case ErrorCode::Conflict:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Look at it as it is now, then decide again.");
        break;
    case ErrorCode::NotAllowed:
        text = doing == Doing::Enrolling
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "Ask your office for a new code.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "Ask the colleague who is in charge of it.");
        break;
    case ErrorCode::Incomplete: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Add what the list names."); break;
    case ErrorCode::Expired:
        text = doing == Doing::Enrolling
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "Ask your office for a new code.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message", "Sync once, so that the rules in force arrive.");
        break;
    case ErrorCode::WrongPassword:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Look at Caps Lock and type it again.");
        break;
    case ErrorCode::Delayed:
    case ErrorCode::Cancelled:
    case ErrorCode::Internal: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Try again in a moment."); break;
    case ErrorCode::DeviceSecretMissing:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Open the key ring of the desktop that was used last time, "
                                                          "or ask your office. Do not set the laptop up anew.");
        break;
    case ErrorCode::KeyringLocked:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Unlock the key ring, then try again.");
        break;
    case ErrorCode::KeyringUnavailable:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Start the key ring of the desktop, then try again.");
        break;
    case ErrorCode::Damaged:
    case ErrorCode::RolledBack:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Call your office before you go on working.");
        break;
    case ErrorCode::Locked: text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Unlock it with your password."); break;
    case ErrorCode::Busy:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Go on in that window, or close it first.");
        break;
    case ErrorCode::Io:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message",
                                 "Leave the program open and call your office: the disk may be failing.");
        break;
    case ErrorCode::DiskFull:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Free some space, then try again.");
        break;
    case ErrorCode::OutOfMemory:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Close other programs, then try again.");
        break;
    case ErrorCode::Network:
    case ErrorCode::Timeout:
        text = doing == Doing::AddingPhoto
                   ? QT_TRANSLATE_NOOP("ruhu::models::Message", "Choose another picture.")
                   : QT_TRANSLATE_NOOP("ruhu::models::Message",
                                       "Go on working; Ruhu tries again by itself when there is a network.");
        break;
    case ErrorCode::Tls:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Do not go on in this network; tell your office.");
        break;
    case ErrorCode::BadReply:
        text = QT_TRANSLATE_NOOP(
            "ruhu::models::Message",
            "A sign-in page of the network may stand in between. Open it in a browser, or try another network.");
        break;
    case ErrorCode::Signature:
    case ErrorCode::Refused:
        text = QT_TRANSLATE_NOOP("ruhu::models::Message", "Tell your office; the details are on the sync page.");
        break;
    }
    return tr(text);
}

} // namespace

Message message(const Error &error, Doing doing)
{
    return {happened(error, doing), lost(doing), next(error, doing)};
}

QString codeWord(QStringView list, QStringView code)
{
    const CodeLists &lists = CodeLists::builtIn();
    return QLocale().language() == QLocale::Chinese ? lists.zh(list, code) : lists.en(list, code);
}

} // namespace ruhu::models
