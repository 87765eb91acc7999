package org.kartoteka.archive.casefile;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What an office decides for its case files.
 *
 * @param references how new references are made
 * @param zone in which a year begins
 */
public record CaseFileSettings(ReferencePattern references, ZoneId zone) {
    public static final CaseFileSettings DEFAULT = new CaseFileSettings(ReferencePattern.DEFAULT, ZoneOffset.UTC);
}
