package org.kartoteka.server.wiring;

import org.springframework.context.annotation.Configuration;

/** The adapters of store and search of a clustered archive. */
@Configuration(proxyBeanMethods = false)
class ClusteredAdapters {}
