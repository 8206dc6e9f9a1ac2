// SPDX-License-Identifier: Apache-2.0
//
// A person in front of a window: finds controls by object name, uses keyboard and mouse, reads what is shown. The only
// place in the tests that knows how widgets are worked; a test reads as a story.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTabWidget>
#include <QTest>

namespace gd::test {

class Driver {
public:
    static constexpr int patience = 5000; ///< milliseconds; a wait ends as soon as its condition holds

    explicit Driver(QWidget& window) : m_window(window)
    {
        m_window.show();
        if (!QTest::qWaitForWindowExposed(&m_window, patience)) fail(QStringLiteral("the window"), "is not exposed");
        m_window.activateWindow();
    }

    /// A control that can be used now; waits for it. Fails the test and gives null if it does not come.
    template <class Widget = QWidget>
    Widget* find(const char* name) const
    {
        const auto look = [&] {
            for (auto* one : m_window.findChildren<Widget*>(QLatin1String(name)))
                if (one->isVisible() && one->isEnabled()) return one;
            return static_cast<Widget*>(nullptr);
        };
        if (!QTest::qWaitFor([&] { return look() != nullptr; }, patience))
            fail(QLatin1String(name), "is not there, hidden or disabled");
        return look();
    }

    bool isShown(const char* name) const
    {
        const auto* one = m_window.findChild<QWidget*>(QLatin1String(name));
        return one && one->isVisible();
    }
    bool isEnabled(const char* name) const
    {
        const auto* one = m_window.findChild<QWidget*>(QLatin1String(name));
        return one && one->isEnabled();
    }

    /// Chooses the entry of a combo box that is, or begins with, a text. By keyboard: Home, then Down.
    bool choose(const char* name, const QString& text) const
    {
        auto* combo = find<QComboBox>(name);
        if (!combo) return false;
        int row = combo->findText(text, Qt::MatchExactly);
        if (row < 0) row = combo->findText(text, Qt::MatchStartsWith);
        if (row < 0) return fail(QLatin1String(name), "has no entry " + text.toUtf8());
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Down); // an empty choice becomes the first entry
        while (combo->currentIndex() != row) {
            const int before = combo->currentIndex();
            QTest::keyClick(combo, before > row ? Qt::Key_Up : Qt::Key_Down);
            if (combo->currentIndex() == before) return fail(QLatin1String(name), "does not react to keys");
        }
        return true;
    }

    /// Types over what stands in a line.
    bool type(const char* name, const QString& text) const
    {
        auto* widget = find(name);
        auto* line = qobject_cast<QLineEdit*>(widget);
        if (auto* combo = qobject_cast<QComboBox*>(widget)) line = combo->lineEdit();
        if (!line) return fail(QLatin1String(name), "takes no text");
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
        return true;
    }

    /// Sets a check box.
    bool check(const char* name, bool on = true) const
    {
        auto* box = find<QAbstractButton>(name);
        if (box && box->isChecked() != on) click(name);
        return box && box->isChecked() == on;
    }

    bool click(const char* name) const
    {
        auto* button = find<QAbstractButton>(name);
        if (!button) return false;
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        return true;
    }
    bool next() const { return click("next"); }
    bool back() const { return click("back"); }

    /// Goes to the row of a table that holds a text.
    bool goToRow(const char* name, const QString& text) const
    {
        auto* view = find<QAbstractItemView>(name);
        const int row = view ? rowOf(*view, text) : -1;
        if (row < 0) return fail(QLatin1String(name), "has no row with " + text.toUtf8());
        view->setFocus();
        const int column = std::max(0, view->currentIndex().column());
        view->setCurrentIndex(view->model()->index(row, column));
        return true;
    }

    /// Sets the check box (first column) of the row that holds a text, with Space.
    bool checkRow(const char* name, const QString& text, bool on = true) const
    {
        if (!goToRow(name, text)) return false;
        auto* view = find<QAbstractItemView>(name);
        const auto isOn = [&] {
            return view->model()->index(rowOf(*view, text), 0).data(Qt::CheckStateRole).toInt() == Qt::Checked;
        };
        if (isOn() != on) QTest::keyClick(view, Qt::Key_Space);
        return isOn() == on;
    }

    /// Writes into a cell: the row that holds a text, the column under a header.
    bool editCell(const char* name, const QString& text, const QString& header, const QString& value) const
    {
        if (!goToRow(name, text)) return false;
        auto* view = find<QAbstractItemView>(name);
        view->setCurrentIndex(view->model()->index(view->currentIndex().row(), columnOf(*view, header)));
        QTest::keyClick(view, Qt::Key_F2);
        const QPointer<QLineEdit> editor = view->findChild<QLineEdit*>(QStringLiteral("cellEditor"));
        if (!editor) return fail(QLatin1String(name), "lets nobody edit " + header.toUtf8());
        editor->selectAll();
        QTest::keyClicks(editor, value);
        QTest::keyClick(editor, Qt::Key_Return);
        return QTest::qWaitFor([&] { return !editor; }, patience); // the answer is taken a moment later
    }

    bool openTab(const char* name, const QString& title) const
    {
        auto* tabs = find<QTabWidget>(name);
        for (int i = 0; tabs && i < tabs->count(); ++i)
            if (QString(tabs->tabText(i)).remove(u'&') == title) {
                tabs->setCurrentIndex(i);
                return true;
            }
        return fail(QLatin1String(name), "has no tab " + title.toUtf8());
    }

    /// What a control shows: a text, or the rows of a table with " | " between cells.
    QString read(const char* name) const
    {
        auto* widget = m_window.findChild<QWidget*>(QLatin1String(name));
        if (auto* label = qobject_cast<QLabel*>(widget)) return label->isVisible() ? label->text() : QString();
        if (auto* line = qobject_cast<QLineEdit*>(widget)) return line->text();
        if (auto* combo = qobject_cast<QComboBox*>(widget)) return combo->currentText();
        if (auto* button = qobject_cast<QAbstractButton*>(widget)) return button->text();
        if (auto* text = qobject_cast<QPlainTextEdit*>(widget)) return text->toPlainText();
        if (auto* view = qobject_cast<QAbstractItemView*>(widget)) return rows(*view).join(u'\n');
        if (widget) { // a bar: what its labels say
            QStringList texts;
            for (const auto* label : widget->findChildren<QLabel*>())
                if (label->isVisible()) texts << label->text();
            return texts.join(u' ').trimmed();
        }
        fail(QLatin1String(name), "is not there");
        return {};
    }

    /// Keys for whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(focused(), key, with);
    }
    void write(const QString& text) const { QTest::keyClicks(focused(), text); }
    QString focus() const { return focused()->objectName(); }

private:
    QWidget* focused() const { return m_window.focusWidget() ? m_window.focusWidget() : &m_window; }

    static bool fail(const QString& what, const QByteArray& why)
    {
        QTest::qFail((what.toUtf8() + ' ' + why).constData(), __FILE__, __LINE__);
        return false;
    }

    static QString cell(const QModelIndex& index)
    {
        const QVariant check = index.data(Qt::CheckStateRole);
        if (check.isValid() && index.data().toString().isEmpty())
            return check.toInt() == Qt::Checked ? QStringLiteral("[x]") : QStringLiteral("[ ]");
        return index.data().toString();
    }

    static QStringList rows(const QAbstractItemView& view)
    {
        QStringList all;
        for (int row = 0; view.model() && row < view.model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < view.model()->columnCount(); ++column)
                cells << cell(view.model()->index(row, column));
            all << cells.join(QStringLiteral(" | "));
        }
        return all;
    }

    static int rowOf(const QAbstractItemView& view, const QString& text)
    {
        const QStringList all = rows(view);
        for (int row = 0; row < all.size(); ++row)
            if (all[row].contains(text)) return row;
        return -1;
    }

    static int columnOf(const QAbstractItemView& view, const QString& header)
    {
        for (int column = 0; column < view.model()->columnCount(); ++column)
            if (view.model()->headerData(column, Qt::Horizontal).toString() == header) return column;
        return 0;
    }

    QWidget& m_window;
};

} // namespace gd::test
