package org.kartoteka.server.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates of the Java runtime, and those of a file. */
record TrustedCertificates(X509TrustManager manager, SSLContext context) {
    /** @throws IOException the file cannot be read or holds no certificate; the message says so */
    static TrustedCertificates withFile(Path pem) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            X509TrustManager usual = manager(null);
            int number = 0;
            for (X509Certificate certificate : usual.getAcceptedIssuers()) {
                store.setCertificateEntry("runtime-" + number++, certificate);
            }
            for (Certificate certificate : read(pem)) {
                store.setCertificateEntry("file-" + number++, certificate);
            }
            X509TrustManager both = manager(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {both}, null);
            return new TrustedCertificates(both, context);
        } catch (GeneralSecurityException e) {
            throw new IOException("the S3 CA file %s cannot be used: %s".formatted(pem, e.getMessage()), e);
        }
    }

    private static Collection<? extends Certificate> read(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("the S3 CA file %s holds no certificate".formatted(pem));
            }
            return found;
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("every Java runtime has an X.509 trust manager");
    }
}
