package org.carafe.users.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.FormErrors;
import org.carafe.core.Principal;
import org.carafe.core.Redirect;
import org.carafe.core.text.Messages;
import org.carafe.users.TimeZones;
import org.carafe.users.Users;
import org.jspecify.annotations.Nullable;

/** The language a person reads and the zone their times are shown in. */
@Named("preferences")
@RequestScoped
public class PreferencesPage {
  @Inject Users users;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject FormErrors errors;
  @Inject Redirect redirect;

  private String language = "";
  private String zone = "";

  @PostConstruct
  void load() {
    Principal me = current.require();
    language = me.locale().toLanguageTag();
    zone = me.zone().getId();
  }

  /** The languages, each in its own words. */
  public Map<String, String> getLanguages() {
    Map<String, String> languages = new LinkedHashMap<>();
    for (Locale locale : Messages.LANGUAGES) {
      languages.put(locale.toLanguageTag(), locale.getDisplayLanguage(locale));
    }
    return languages;
  }

  /** The time zones: what is chosen, and what it is called. */
  public Map<String, String> getZones() {
    Map<String, String> zones = new LinkedHashMap<>();
    TimeZones.names().forEach(id -> zones.put(id, id.replace('_', ' ')));
    zones.putIfAbsent(zone, zone);
    return zones;
  }

  /** Keeps what was chosen. */
  public void save() {
    Optional<Locale> chosen =
        Messages.LANGUAGES.stream()
            .filter(locale -> locale.toLanguageTag().equals(language))
            .findFirst();
    if (chosen.isEmpty()) {
      errors.field("language", "users.preferences.language.unknown");
    }
    Optional<ZoneId> place = TimeZones.find(zone);
    if (place.isEmpty()) {
      errors.field("zone", "users.preferences.zone.unknown");
    }
    if (chosen.isPresent() && place.isPresent()) {
      users.prefer(current.require().id(), chosen.get(), place.get());
      flash.success("users.preferences.saved");
      redirect.to("users.preferences");
    }
  }

  /** The language's tag, such as {@code de}. */
  public String getLanguage() {
    return language;
  }

  /** Called by Faces. */
  public void setLanguage(@Nullable String language) {
    this.language = language == null ? "" : language;
  }

  /** The zone's name, such as {@code Europe/Berlin}. */
  public String getZone() {
    return zone;
  }

  /** Called by Faces. */
  public void setZone(@Nullable String zone) {
    this.zone = zone == null ? "" : zone;
  }
}
