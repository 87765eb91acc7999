package org.kartoteka.ingest.benchmark;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Locale;
import java.util.Random;

/** What another scanner, copier or fax would have made of a sheet. Same picture and seed give the same picture. */
public enum Treatment {
    /** Laid down askew, by 1 to 3 degrees. */
    TURNED(0.5f),
    /** Out of focus. */
    BLURRED(0.6f),
    /** At 150 dots per inch. */
    COARSE(0.5f),
    /** Black and white with specks, a little askew, as a fax. */
    FAXED(0),
    /** Pale and noisy, and stored as a small JPEG. */
    SQUEEZED(0.2f);

    private static final double COARSE_DPI = 150;
    private static final double BLUR_SIGMA = 1.1;
    private static final int BLACK_BELOW = 165;
    private static final double SPECKS = 0.0006;
    private static final double NOISE = 9;

    private final float jpegQuality;

    Treatment(float jpegQuality) {
        this.jpegQuality = jpegQuality;
    }

    /** 0 to 1; 0 where the picture is black and white. */
    float jpegQuality() {
        return jpegQuality;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    double dpi(double before) {
        return this == COARSE ? COARSE_DPI : before;
    }

    /** Spoils a grey picture. */
    BufferedImage of(BufferedImage grey, double dpi, long seed) {
        Random random = new Random(seed);
        double lean = (1 + 2 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
        return switch (this) {
            case TURNED -> turned(grey, lean);
            case BLURRED -> blurred(grey);
            case COARSE -> scaled(grey, COARSE_DPI / dpi);
            case FAXED -> blackAndWhite(turned(grey, lean / 3), random);
            case SQUEEZED -> pale(grey, random);
        };
    }

    private static BufferedImage turned(BufferedImage source, double degrees) {
        AffineTransform about = AffineTransform.getRotateInstance(
                Math.toRadians(degrees), source.getWidth() / 2.0, source.getHeight() / 2.0);
        return drawn(source, source.getWidth(), source.getHeight(), about);
    }

    private static BufferedImage scaled(BufferedImage source, double factor) {
        int width = (int) Math.round(source.getWidth() * factor);
        int height = (int) Math.round(source.getHeight() * factor);
        return drawn(blurred(source), width, height, AffineTransform.getScaleInstance(factor, factor));
    }

    private static BufferedImage drawn(BufferedImage source, int width, int height, AffineTransform how) {
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = target.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.drawImage(source, how, null);
        pen.dispose();
        return target;
    }

    private static BufferedImage blurred(BufferedImage source) {
        int side = 5;
        float[] weights = new float[side * side];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double x = i % side - 2;
            double y = i / side - 2;
            weights[i] = (float) Math.exp(-(x * x + y * y) / (2 * BLUR_SIGMA * BLUR_SIGMA));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null).filter(source, null);
    }

    private static BufferedImage blackAndWhite(BufferedImage grey, Random random) {
        BufferedImage target = new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                boolean black = grey.getRaster().getSample(x, y, 0) < BLACK_BELOW;
                boolean speck = random.nextDouble() < SPECKS;
                target.getRaster().setSample(x, y, 0, black != speck ? 0 : 1);
            }
        }
        return target;
    }

    private static BufferedImage pale(BufferedImage grey, Random random) {
        BufferedImage target = new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                double paler = 70 + grey.getRaster().getSample(x, y, 0) * 0.68 + NOISE * random.nextGaussian();
                target.getRaster().setSample(x, y, 0, (int) Math.clamp(paler, 0, 255));
            }
        }
        return target;
    }
}
