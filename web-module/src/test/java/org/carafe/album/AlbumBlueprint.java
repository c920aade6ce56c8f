package org.carafe.album;

import org.carafe.core.Blueprint;
import org.carafe.core.Registration;

/** A page that takes files. */
public final class AlbumBlueprint implements Blueprint {
  @Override
  public String name() {
    return "album";
  }

  @Override
  public void register(Registration app) {
    app.page("add", "/album", "album/add.xhtml").anonymous().takesFiles();
  }
}
