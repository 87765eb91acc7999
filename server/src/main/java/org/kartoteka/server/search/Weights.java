package org.kartoteka.server.search;

/**
 * What a match adds to a hit's score, the same for every engine: the word itself scores above its inflections, those above
 * words spelt in the other alphabet and those with an error of recognition. Identifiers come first, then names, then text.
 */
public final class Weights {
    public static final float EXACT = 2;
    public static final float INFLECTED = 0.5f;
    public static final float SOUNDS = 0.4f;
    public static final float NUMBER = 5;
    public static final float NEAR = 0.05f;

    /** A number that is the value of a field: above whatever a text may score. */
    public static final float IDENTIFIER = 1_000;

    /** The word in a name: above what a word in a text scores, which does not matter then, so that the newest comes first. */
    public static final float NAME = 100;

    public static final float NAME_INFLECTED = 95;
    public static final float NAME_SOUNDS = 90;
    public static final float NAME_SOUND_STEMS = 85;
    public static final float NAME_NEAR = 80;

    private Weights() {}
}
