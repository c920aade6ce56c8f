package org.carafe.core.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a name looks like, as plain Latin letters and digits: two names with one skeleton are easily
 * taken for each other.
 *
 * <pre>{@code
 * Skeleton.of("admın"); // admin: the dot of the i is missing
 * Skeleton.of("ádmin"); // admin
 * Skeleton.of("r00t");  // root
 * }</pre>
 *
 * <p>After the skeletons of Unicode UTS 39, with the part of its confusables that looks like a to z
 * in alphabets of which a whole word can be made so (Latin, Cyrillic, Greek, Armenian, Cherokee,
 * Lisu); unlike there, accents are left away. For comparing with a few names that are known, and
 * for nothing else: it takes many honest names for one another.
 */
final class Skeleton {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Map<Integer, String> LOOKS = new HashMap<>();

  static {
    looks("a", "ɑᴀⱥаαꭺꓮ");
    looks("b", "ʙɓƅƀьвβꮟꓐ");
    looks("c", "ᴄƈȼсꮯꓚ");
    looks("d", "đɖɗᴅԁꭰꓓ");
    looks("e", "ᴇɇеҽεꭼꓰ");
    looks("f", "ƒꜰғꓝ");
    looks("g", "ɡɢɠǥԍցꮐꓖ");
    looks("h", "ħʜɦһнհꮋꓧ");
    looks("i", "ıɩɪɨіιꭵꓲ");
    looks("j", "ȷᴊɉјյꭻꓙ");
    looks("k", "ĸƙᴋкκꮶꓗ");
    looks("l", "łʟƚɫɭӏլꮮꓡ");
    looks("m", "ᴍɱмꮇꓟ");
    looks("n", "ŋɴɲɳƞпηոꓠ");
    looks("o", "0øɵᴏоοσօꓳ");
    looks("p", "ᴘƥᵽрρꮲꓑ");
    looks("q", "ɋԛզ");
    looks("r", "ʀɍɾɽгꭱꮢꓣ");
    looks("s", "ꜱʂѕꮪꓢ");
    looks("t", "ŧƭʈᴛтτꭲꓔ");
    looks("u", "ʉᴜυսꓴ");
    looks("v", "ʋᴠѵνꮩꓦ");
    looks("w", "ᴡⱳԝѡωꮃꮤꓪ");
    looks("x", "хχꓫ");
    looks("y", "ʏƴɏуγꓬ");
    looks("z", "ᴢƶȥʐꮓꓜ");
  }

  private Skeleton() {}

  private static void looks(String plain, String alike) {
    alike.codePoints().forEach(letter -> LOOKS.put(letter, plain));
  }

  /** The skeleton; a name of other letters keeps them. */
  static String of(String name) {
    String bare =
        MARKS
            .matcher(Normalizer.normalize(IdentityKey.of(name), Normalizer.Form.NFKD))
            .replaceAll("");
    var skeleton = new StringBuilder(bare.length());
    bare.codePoints()
        .forEach(letter -> skeleton.append(LOOKS.getOrDefault(letter, Character.toString(letter))));
    return skeleton.toString().replace("rn", "m").replace("vv", "w");
  }
}
