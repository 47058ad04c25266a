package org.secondstep.demo;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Names as they are heard in Belgium, none of them twice.
 */
class DemoNames {

	private static final int LONGEST_ACCOUNT = 60;

	private static final List<String> FIRST = List.of("Amélie", "Anaïs", "An", "Arne", "Aïcha", "Axelle", "Bart",
			"Benoît", "Björn", "Bram", "Cédric", "Chloé", "Céline", "Daan", "Dieter", "Edouard", "Élodie", "Eva",
			"Fatima", "Fien", "François", "Frédéric", "Geert", "Günther", "Hanne", "Hélène", "Ilse", "Inès", "Jan",
			"Jérôme", "Joke", "Jürgen", "Kaat", "Käthe", "Koen", "Laïla", "Lars", "Léa", "Lieselotte", "Loïc", "Lotte",
			"Maïté", "Marc", "Marie", "Mehdi", "Mieke", "Noémie", "Nele", "Olivier", "Pieter", "Raphaël", "Renée",
			"Rik", "Saskia", "Sébastien", "Simon", "Sofie", "Stéphanie", "Thijs", "Tine", "Tom", "Ulrike", "Veerle",
			"Wout", "Xavier", "Yasmina", "Zoë");

	private static final List<String> LAST = List.of("Aerts", "Adriaensens", "Baert", "Beaulieu", "Bogaerts", "Büchner",
			"Çelik", "Claeys", "Cools", "Daoud", "De Backer", "De Smedt", "Delacroix", "Delhaye", "Desmet", "D’Hondt",
			"Dupont", "El Amrani", "Engels", "Evrard", "Fontaine", "Gérard", "Goossens", "Grégoire", "Groß",
			"Hendrickx", "Hermans", "Hußmann", "Ivanović", "Jacobs", "Kaya", "Krüger", "Lambert", "Leclercq",
			"Lemaître", "Maës", "Martens", "Mertens", "Michiels", "Möller", "Müller", "Nijs", "Özdemir", "Pauwels",
			"Péters", "Piérard", "Rousseau", "Schröder", "Segers", "Simons", "Smets", "Tanghe", "Thijs", "Van Acker",
			"Van Damme", "Van den Bossche", "Van der Auwera", "Verhaegen", "Vermeulen", "Weiß", "Wouters", "Yıldız");

	private static final List<String> LONG = List.of("Marie-Antoinette van den Broucke-Vanderstraeten de la Houssaye",
			"Jean-François Emmanuel de Borchgrave d’Altena-Schoonvliet",
			"Anna-Katharina Freifrau von Müllenheim-Rechberg", "Bartholomeus Vandenbroucke-Van Steenberghe ter Heerdt",
			"Maximilienne Vandevelde-Oudenaarden", "Wolfgang-Amadeus Graf von der Schulenburg-Wolfsburg");

	private final Random random;

	private final Set<String> given = new HashSet<>();

	DemoNames(Random random) {
		this.random = random;
	}

	String next() {
		if (this.given.size() % 64 == 16 && this.given.size() / 64 < LONG.size()) {
			String name = LONG.get(this.given.size() / 64);
			this.given.add(name);
			return name;
		}
		String name = pick(FIRST) + " " + pick(LAST);
		return this.given.add(name) ? name : next();
	}

	/**
	 * @return the first part of an account, as companies make it of a name
	 */
	static String account(String name) {
		String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("ı", "i"),
				Normalizer.Form.NFD);
		String ascii = plain.replaceAll("[^a-z -]", "").replaceFirst(" ", ".").replace(" ", "");
		return ascii.substring(0, Math.min(LONGEST_ACCOUNT, ascii.length()));
	}

	private String pick(List<String> names) {
		return names.get(this.random.nextInt(names.size()));
	}

}
