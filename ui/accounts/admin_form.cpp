// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/admin_form.h"

namespace gd::ui {

AdminForm::AdminForm(QWidget* parent) : QWidget(parent) {}

} // namespace gd::ui
