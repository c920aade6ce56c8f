package org.carafe.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org",
    "HTTPS://Example.ORG:443/, https://example.org",
    "http://example.org:80, http://example.org",
    "http://example.org:080, http://example.org",
    "http://example.org:, http://example.org",
    "http://example.org:443, http://example.org:443",
    "https://example.org.:8443/, https://example.org:8443",
    "https://BÜCHER.example, https://xn--bcher-kva.example",
    "http://[::1]:80/, http://[::1]",
    "http://[2001:DB8::1]:8080, http://[2001:db8::1]:8080",
    "https://example.org/a/?b=C#d, https://example.org/a/?b=C#d",
    "https://u:P@Example.org/x, https://u:P@example.org/x"
  })
  void haveOneForm(String given, String expected) {
    assertThat(WebAddress.normalised(given)).hasToString(expected);
    assertThat(WebAddress.normalised(expected)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org", "//example.org", "ftp://example.org", "https://", "https:///x",
            "https://:80",
        "https://example.org:x", "https://example.org:99999", "https://a b", "https://a..b", "null",
            ""
      })
  void areHttpAndHaveAHost(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> WebAddress.normalised(text));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://example.org, true",
        "https://EXAMPLE.org:443, true",
        "https://example.org/, true",
        "http://example.org, false",
        "https://example.org:8443, false",
        "https://evil.example, false",
        "https://example.org@evil.example, false",
        "https://evil.example@example.org, false",
        "https://example.org/x, false",
        "null, false",
        "'', false",
        "-, false"
      })
  void areWhatBrowsersSendAsOrigin(String header, boolean own) {
    assertThat(WebAddress.isOrigin("https://example.org", header)).isEqualTo(own);
  }
}
