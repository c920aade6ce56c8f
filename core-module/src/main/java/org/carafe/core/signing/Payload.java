package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** How the bytes of a value stand in a token. */
enum Payload {
  PLAIN {
    @Override
    String write(byte[] value) {
      return new String(value, UTF_8);
    }

    @Override
    byte[] read(String payload) {
      return payload.getBytes(UTF_8);
    }
  },

  /** Base64, after a dot when compression (zlib, RFC 1950) makes it shorter. */
  URL_SAFE {
    @Override
    String write(byte[] value) {
      byte[] deflated = deflate(value);
      return deflated.length < value.length - 1
          ? "." + Signature.encode(deflated)
          : Signature.encode(value);
    }

    @Override
    byte[] read(String payload) throws BadSignature {
      boolean compressed = payload.startsWith(".");
      byte[] bytes = Signature.decode(compressed ? payload.substring(1) : payload);
      if (bytes == null) {
        throw new BadSignature("The payload is not URL-safe Base64.");
      }
      return compressed ? inflate(bytes) : bytes;
    }
  };

  /** A short token can inflate a thousandfold; nothing we sign needs more than this. */
  static final int MAX_INFLATED = 65_536;

  abstract String write(byte[] value);

  abstract byte[] read(String payload) throws BadSignature;

  private static byte[] deflate(byte[] value) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(value);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(value.length / 2 + 16);
      byte[] buffer = new byte[1024];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] deflated) throws BadSignature {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      ByteArrayOutputStream out = new ByteArrayOutputStream(deflated.length * 2);
      byte[] buffer = new byte[1024];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new BadSignature("The compressed payload is cut off.");
        }
        out.write(buffer, 0, count);
        if (out.size() > MAX_INFLATED) {
          throw new BadSignature("The payload inflates to more than " + MAX_INFLATED + " bytes.");
        }
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new BadSignature("The compressed payload is damaged.");
    } finally {
      inflater.end();
    }
  }
}
