package org.secondstep.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for one host that nobody else signed, as two files in PEM.
 *
 * @param trusting makes clients believe it
 */
public record SelfSigned(Path certificate, Path key, SSLContext trusting) {

	private static final String SECRET = "test-only";

	static SelfSigned create(String host, Path folder) throws IOException, InterruptedException {
		Path store = folder.resolve("server.p12");
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		int code = new ProcessBuilder(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-validity", "2",
				"-dname", "CN=" + host, "-ext", "SAN=dns:" + host, "-storetype", "PKCS12", "-keystore",
				store.toString(), "-storepass", SECRET)
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("keytool.log").toFile())
			.start()
			.waitFor();
		if (code != 0) {
			throw new IllegalStateException("keytool made no certificate; see keytool.log");
		}
		try (InputStream in = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, SECRET.toCharArray());
			return new SelfSigned(
					pem(folder.resolve("server.pem"), "CERTIFICATE", keys.getCertificate("server").getEncoded()),
					pem(folder.resolve("server.key"), "PRIVATE KEY",
							keys.getKey("server", SECRET.toCharArray()).getEncoded()),
					trusting(keys));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path pem(Path file, String type, byte[] content) throws IOException {
		return Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type,
				Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content), type));
	}

	private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("server", keys.getCertificate("server"));
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, factory.getTrustManagers(), null);
		return context;
	}

}
