package org.kartoteka.api.rest;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which day it is for the people who use the service. */
public record Today(InstantSource clock, ZoneId zone) {
    public LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
