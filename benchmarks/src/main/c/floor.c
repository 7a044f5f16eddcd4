/*
 * The floor of DKIM and ARC verification: what reading, canonicalizing, hashing and verifying a set of messages costs on one
 * core, with OpenSSL and without anything else: no header is parsed, no DNS asked, no result written. Keys are decoded ahead.
 *
 * Each stage runs over all messages by itself, so that its time is known: 8 octets at a time are read; bodies that a signature
 * covers are brought into relaxed form once (RFC 6376 section 3.4.4) and hashed once; each signature hashes so much of the
 * header as signers commonly cover, and is verified.
 *
 * Build: cc -O3 -march=native -o floor floor.c -lcrypto
 * Run:   floor FILE LAPS
 *
 * FILE holds records in the machine's order of octets: six uint32 (size, size of the header, signatures by RSA-2048, RSA-1024
 * and Ed25519, and whether a body hash is needed), then the octets of the message. One line of JSON is printed: microseconds of
 * CPU a message, of the lap in the middle.
 */
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

enum { SIGNED_HEADER = 1600, PADDING = 64, MOST_LAPS = 99 };

struct message {
  uint32_t size, header, rsa2048, rsa1024, ed25519, hashed;
  unsigned char *octets;
};

struct key {
  EVP_PKEY *pair;
  EVP_PKEY_CTX *verifier; /* RSA only */
  unsigned char signature[256];
  size_t length;
};

struct lap {
  double read, canonicalize, body_hash, header_hash, rsa, ed25519, total;
};

static struct message *messages;
static size_t count;
static unsigned char *canonical;
static unsigned char digest[32];
static volatile uint64_t sink; /* keeps the compiler from leaving work out */

static void fail(const char *what) {
  fprintf(stderr, "floor: %s\n", what);
  exit(1);
}

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void load(const char *path) {
  FILE *file = fopen(path, "rb");
  uint32_t head[6];
  size_t room = 0, largest = 0;
  if (!file) fail("the file of messages cannot be read");
  while (fread(head, sizeof head, 1, file) == 1) {
    if (count == room) {
      room = room ? 2 * room : 1024;
      messages = realloc(messages, room * sizeof *messages);
      if (!messages) fail("out of memory");
    }
    struct message m = {head[0], head[1], head[2], head[3], head[4], head[5], NULL};
    m.octets = malloc((size_t)m.size + PADDING);
    if (!m.octets || m.header > m.size || fread(m.octets, 1, m.size, file) != m.size) fail("the file of messages is cut");
    if (m.size > largest) largest = m.size;
    messages[count++] = m;
  }
  fclose(file);
  if (!count) fail("no message");
  canonical = malloc(largest + 2 * PADDING);
  if (!canonical) fail("out of memory");
}

/* How many octets from p on are neither white space nor CR; they are copied to out, and some behind them may be. */
static size_t copy_plain(const unsigned char *p, size_t left, unsigned char *out) {
  size_t done = 0;
#ifdef __AVX2__
  const __m256i space = _mm256_set1_epi8(' '), tab = _mm256_set1_epi8('\t'), cr = _mm256_set1_epi8('\r');
  for (; left - done >= 32; done += 32) {
    __m256i block = _mm256_loadu_si256((const __m256i *)(p + done));
    __m256i white = _mm256_or_si256(_mm256_cmpeq_epi8(block, space), _mm256_cmpeq_epi8(block, tab));
    uint32_t stops = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(white, _mm256_cmpeq_epi8(block, cr)));
    _mm256_storeu_si256((__m256i *)(out + done), block);
    if (stops) return done + (size_t)__builtin_ctz(stops);
  }
#endif
  while (done < left && p[done] != ' ' && p[done] != '\t' && p[done] != '\r') {
    out[done] = p[done];
    done++;
  }
  return done;
}

static size_t relaxed_body(const unsigned char *p, size_t size, unsigned char *out) {
  size_t at = 0, to = 0;
  while (at < size) {
    size_t plain = copy_plain(p + at, size - at, out + to);
    at += plain;
    to += plain;
    if (at == size) break;
    if (p[at] == '\r') {
      out[to++] = p[at++];
      continue;
    }
    while (at < size && (p[at] == ' ' || p[at] == '\t')) at++;
    if (at + 1 < size && p[at] == '\r' && p[at + 1] == '\n') continue; /* white space that ends a line */
    out[to++] = ' ';
  }
  while (to >= 4 && !memcmp(out + to - 4, "\r\n\r\n", 4)) to -= 2;
  return to;
}

static struct key make_key(EVP_PKEY *pair, int rsa) {
  struct key key = {pair, NULL, {0}, sizeof key.signature};
  if (!pair) fail("a key cannot be made");
  if (rsa) {
    EVP_PKEY_CTX *signer = EVP_PKEY_CTX_new(pair, NULL);
    key.verifier = EVP_PKEY_CTX_new(pair, NULL);
    if (EVP_PKEY_sign_init(signer) != 1 || EVP_PKEY_CTX_set_rsa_padding(signer, RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(signer, EVP_sha256()) != 1 ||
        EVP_PKEY_sign(signer, key.signature, &key.length, digest, sizeof digest) != 1 ||
        EVP_PKEY_verify_init(key.verifier) != 1 || EVP_PKEY_CTX_set_rsa_padding(key.verifier, RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(key.verifier, EVP_sha256()) != 1)
      fail("RSA does not work");
    EVP_PKEY_CTX_free(signer);
  } else {
    EVP_MD_CTX *signer = EVP_MD_CTX_new();
    if (EVP_DigestSignInit(signer, NULL, NULL, NULL, pair) != 1 ||
        EVP_DigestSign(signer, key.signature, &key.length, digest, sizeof digest) != 1)
      fail("Ed25519 does not work");
    EVP_MD_CTX_free(signer);
  }
  return key;
}

static void verify_rsa(const struct key *key, uint32_t times) {
  while (times--)
    if (EVP_PKEY_verify(key->verifier, key->signature, key->length, digest, sizeof digest) != 1) fail("RSA");
}

static void verify_ed25519(EVP_MD_CTX *context, const struct key *key, uint32_t times) {
  while (times--) {
    EVP_MD_CTX_reset(context);
    if (EVP_DigestVerifyInit(context, NULL, NULL, NULL, key->pair) != 1 ||
        EVP_DigestVerify(context, key->signature, key->length, digest, sizeof digest) != 1)
      fail("Ed25519");
  }
}

static void sha256(EVP_MD_CTX *context, const unsigned char *octets, size_t size) {
  unsigned char hash[32];
  if (EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1 || EVP_DigestUpdate(context, octets, size) != 1 ||
      EVP_DigestFinal_ex(context, hash, NULL) != 1)
    fail("SHA-256");
  sink += hash[0];
}

static void read_all(void) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    const uint64_t *words = (const uint64_t *)messages[i].octets;
    for (size_t w = 0; w < messages[i].size / 8; w++) sum += words[w];
  }
  sink += sum;
}

static void canonicalize_all(void) {
  for (size_t i = 0; i < count; i++)
    if (messages[i].hashed)
      sink += relaxed_body(messages[i].octets + messages[i].header, messages[i].size - messages[i].header, canonical);
}

/* The raw body: but for runs of white space its relaxed form is as long, and that was not kept. */
static void hash_bodies(EVP_MD_CTX *context) {
  for (size_t i = 0; i < count; i++)
    if (messages[i].hashed)
      sha256(context, messages[i].octets + messages[i].header, messages[i].size - messages[i].header);
}

static void hash_headers(EVP_MD_CTX *context) {
  for (size_t i = 0; i < count; i++) {
    const struct message *m = &messages[i];
    for (uint32_t s = 0; s < m->rsa2048 + m->rsa1024 + m->ed25519; s++)
      sha256(context, m->octets, m->header < SIGNED_HEADER ? m->header : SIGNED_HEADER);
  }
}

/* The time since *from, which becomes now. */
static double since(double *from) {
  double now = cpu_seconds(), passed = now - *from;
  *from = now;
  return passed;
}

static struct lap run(EVP_MD_CTX *hashing, EVP_MD_CTX *verifying, const struct key *rsa2048, const struct key *rsa1024,
                      const struct key *ed25519) {
  struct lap lap;
  double begun = cpu_seconds(), at = begun;
  read_all();
  lap.read = since(&at);
  canonicalize_all();
  lap.canonicalize = since(&at);
  hash_bodies(hashing);
  lap.body_hash = since(&at);
  hash_headers(hashing);
  lap.header_hash = since(&at);
  for (size_t i = 0; i < count; i++) {
    verify_rsa(rsa2048, messages[i].rsa2048);
    verify_rsa(rsa1024, messages[i].rsa1024);
  }
  lap.rsa = since(&at);
  for (size_t i = 0; i < count; i++) verify_ed25519(verifying, ed25519, messages[i].ed25519);
  lap.ed25519 = since(&at);
  lap.total = at - begun;
  return lap;
}

static int by_total(const void *one, const void *other) {
  double a = ((const struct lap *)one)->total, b = ((const struct lap *)other)->total;
  return (a > b) - (a < b);
}

int main(int argc, char **argv) {
  static struct lap laps[MOST_LAPS];
  int wanted = argc == 3 ? atoi(argv[2]) : 0;
  if (wanted < 1 || wanted > MOST_LAPS) fail("usage: floor FILE LAPS");
  load(argv[1]);
  struct key rsa2048 = make_key(EVP_RSA_gen(2048), 1), rsa1024 = make_key(EVP_RSA_gen(1024), 1);
  struct key ed25519 = make_key(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), 0);
  EVP_MD_CTX *hashing = EVP_MD_CTX_new(), *verifying = EVP_MD_CTX_new();
  run(hashing, verifying, &rsa2048, &rsa1024, &ed25519); /* caches and clock frequency */
  for (int i = 0; i < wanted; i++) laps[i] = run(hashing, verifying, &rsa2048, &rsa1024, &ed25519);
  qsort(laps, (size_t)wanted, sizeof *laps, by_total);
  const struct lap *middle = &laps[wanted / 2];
  double micros = 1e6 / (double)count;
  printf("{\"messages\":%zu,\"read\":%.3f,\"canonicalize\":%.3f,\"bodyHash\":%.3f,\"headerHash\":%.3f,\"rsa\":%.3f,"
         "\"ed25519\":%.3f,\"total\":%.3f}\n",
         count, middle->read * micros, middle->canonicalize * micros, middle->body_hash * micros, middle->header_hash * micros,
         middle->rsa * micros, middle->ed25519 * micros, middle->total * micros);
  return 0;
}
