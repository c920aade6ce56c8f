package org.carafe.dev;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.carafe.core.Flash;
import org.carafe.core.Redirect;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/** The component gallery: its form does nothing but show what a form does. */
@Named
@RequestScoped
public class Gallery {
  @Inject Flash flash;
  @Inject Redirect redirect;

  private @Nullable String token;
  private @Nullable String secret;
  private @Nullable String about;
  private @Nullable String colour;
  private boolean mailed;

  /** Accepts every name but two. */
  public void save() {
    FacesContext faces = FacesContext.getCurrentInstance();
    if ("fail".equals(token)) {
      faces.addMessage(null, error("dev.ui.try.failed", text("dev.ui.try.failed.text")));
    } else if ("wrong".equals(token)) {
      faces.addMessage("token", error("dev.ui.try.token.wrong", null));
    } else {
      flash.success("dev.ui.try.saved", String.valueOf(token));
      redirect.to("dev.ui");
    }
  }

  private static FacesMessage error(String key, @Nullable String detail) {
    return new FacesMessage(FacesMessage.SEVERITY_ERROR, text(key), detail);
  }

  private static String text(String key) {
    return Exchange.require().text(key);
  }

  /** The names of all icons; the file is the web module's, which is beside this one at run time. */
  public List<String> getIcons() throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream file = loader.getResourceAsStream("org/carafe/web/icons.properties")) {
      var icons = new Properties();
      icons.load(Objects.requireNonNull(file));
      return icons.stringPropertyNames().stream().sorted().toList();
    }
  }

  /** What the select offers. */
  public Map<String, String> getColours() {
    return new TreeMap<>(
        Map.of(
            "amber", text("dev.ui.try.amber"),
            "teal", text("dev.ui.try.teal"),
            "wine", text("dev.ui.try.wine")));
  }

  /** The text field. */
  public @Nullable String getToken() {
    return token;
  }

  /** The text field. */
  public void setToken(@Nullable String token) {
    this.token = token;
  }

  /** The password field. */
  public @Nullable String getSecret() {
    return secret;
  }

  /** The password field. */
  public void setSecret(@Nullable String secret) {
    this.secret = secret;
  }

  /** The text area. */
  public @Nullable String getAbout() {
    return about;
  }

  /** The text area. */
  public void setAbout(@Nullable String about) {
    this.about = about;
  }

  /** The select. */
  public @Nullable String getColour() {
    return colour;
  }

  /** The select. */
  public void setColour(@Nullable String colour) {
    this.colour = colour;
  }

  /** The checkbox. */
  public boolean isMailed() {
    return mailed;
  }

  /** The checkbox. */
  public void setMailed(boolean mailed) {
    this.mailed = mailed;
  }
}
