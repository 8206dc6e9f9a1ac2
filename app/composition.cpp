// SPDX-License-Identifier: Apache-2.0
#include "app/composition.h"

#include "core/wire/nats_link.h"

namespace gd {

Composition::Composition()
    : m_session(std::make_shared<DiskArea>(), systemClock()),
      m_server(m_session, connectNats),
      m_window(m_session, m_server, m_preferences, processEnvironment())
{}

} // namespace gd
