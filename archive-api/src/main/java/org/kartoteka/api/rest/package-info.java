/** REST under {@code /api/v1}, described by OpenAPI 3.1 at {@code /api/v1/openapi.json}; failures are RFC 9457 problems. */
@NullMarked
package org.kartoteka.api.rest;

import org.jspecify.annotations.NullMarked;
