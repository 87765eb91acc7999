package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;

/** A word that matches, and where it stands. */
@Schema(description = "A word of the page that matches, and where it stands")
public record HitPlace(@Schema(example = "rēķinu") String word, Place place) {}
