// SPDX-License-Identifier: Apache-2.0
// A window with one control of each kind, for the self-test of desk_driver.py.
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace {

/// A list and its target; both let the mouse drag and drop for real.
QListWidget* dragList(const QString& name)
{
    auto* list = new QListWidget;
    list->setAccessibleName(name);
    list->setDragDropMode(QAbstractItemView::DragDrop);
    list->setDefaultDropAction(Qt::CopyAction);
    return list;
}

QDialog* dialogFor(QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setWindowTitle(QStringLiteral("Second window"));
    auto* close = new QPushButton(QStringLiteral("Close it"), dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    return dialog;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QMainWindow window;
    window.setWindowTitle(QStringLiteral("Probe"));
    auto* layout = new QVBoxLayout;

    auto* state = new QLabel(QStringLiteral("nothing yet"));
    auto* name = new QLineEdit;
    name->setAccessibleName(QStringLiteral("Name"));
    auto* greet = new QPushButton(QStringLiteral("Greet"));
    greet->setEnabled(false);
    QObject::connect(name, &QLineEdit::textChanged, greet,
                     [greet](const QString& t) { greet->setEnabled(!t.isEmpty()); });
    QObject::connect(greet, &QPushButton::clicked, state, [=] { state->setText("Hello " + name->text()); });

    auto* box = new QCheckBox(QStringLiteral("Louder"));
    QObject::connect(box, &QCheckBox::toggled, state, [=](bool on) { state->setText(on ? "loud" : "quiet"); });

    auto* combo = new QComboBox;
    auto* comboLabel = new QLabel(QStringLiteral("Account"));
    comboLabel->setBuddy(combo);
    combo->addItems({QStringLiteral("ACCTA"), QStringLiteral("ACCTB"), QStringLiteral("ACCTC")});
    QObject::connect(combo, &QComboBox::currentTextChanged, state,
                     [=](const QString& t) { state->setText("chose " + t); });

    auto* number = new QSpinBox;
    number->setAccessibleName(QStringLiteral("Days"));
    QObject::connect(number, &QSpinBox::valueChanged, state,
                     [=](int n) { state->setText(QString::number(n) + " days"); });

    auto* tree = new QTreeWidget;
    tree->setAccessibleName(QStringLiteral("Exports"));
    tree->setHeaderLabels({QStringLiteral("Role"), QStringLiteral("Subject")});
    new QTreeWidgetItem(tree, {QStringLiteral("DELIVER"), QStringLiteral("deliver.x")});
    new QTreeWidgetItem(tree, {QStringLiteral("ACK"), QStringLiteral("ack.x")});
    QObject::connect(tree, &QTreeWidget::currentItemChanged, state,
                     [=](QTreeWidgetItem* now) { state->setText("row " + now->text(0)); });

    auto* from = dragList(QStringLiteral("From"));
    auto* into = dragList(QStringLiteral("Into"));
    from->addItem(QStringLiteral("token"));
    QObject::connect(into->model(), &QAbstractItemModel::rowsInserted, state, [=] { state->setText("dropped"); });

    auto* open = new QPushButton(QStringLiteral("Open dialog"));
    QObject::connect(open, &QPushButton::clicked, &window, [&window] { dialogFor(&window)->open(); });
    auto* file = window.menuBar()->addMenu(QStringLiteral("File"));
    QObject::connect(file->addAction(QStringLiteral("Say hi")), &QAction::triggered, state,
                     [=] { state->setText("hi"); });

    for (QWidget* w :
         std::initializer_list<QWidget*>{state, name, greet, box, comboLabel, combo, number, tree, from, into, open}) {
        layout->addWidget(w);
    }
    auto* central = new QWidget;
    central->setLayout(layout);
    window.setCentralWidget(central);
    window.show();
    return app.exec();
}
