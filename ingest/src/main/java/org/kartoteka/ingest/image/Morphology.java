package org.kartoteka.ingest.image;

import net.sourceforge.lept4j.Leptonica1;

/** Operations on the shapes of black and white pictures; each makes a new one. */
final class Morphology {
    private Morphology() {}

    /**
     * What of the black a brick of this size fits into. Quick for sides that are a product of two like factors: a brick of 60 is
     * then made of one of 6 and a comb of 10.
     */
    static Picture open(Picture picture, int width, int height) {
        return Picture.made(Leptonica1.pixOpenCompBrick(null, picture.pix(), width, height));
    }

    /** The black with all gaps that a brick of this size does not fit into. */
    static Picture close(Picture picture, int width, int height) {
        return Picture.made(Leptonica1.pixCloseSafeBrick(null, picture.pix(), width, height));
    }

    static Picture dilate(Picture picture, int width, int height) {
        return Picture.made(Leptonica1.pixDilateBrick(null, picture.pix(), width, height));
    }

    static Picture either(Picture one, Picture other) {
        return Picture.made(Leptonica1.pixOr(null, one.pix(), other.pix()));
    }

    static Picture both(Picture one, Picture other) {
        return Picture.made(Leptonica1.pixAnd(null, one.pix(), other.pix()));
    }

    /** All of a picture that hangs together with the seed. */
    static Picture grownWithin(Picture seed, Picture picture) {
        return Picture.made(Leptonica1.pixSeedfillBinary(null, seed.pix(), picture.pix(), 8));
    }
}
