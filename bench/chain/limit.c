/*
 * The plain loop: compressed rows in plain arrays, every link read in every step, one thread. What a machine can do at most
 * without thinking about which links matter.
 *   cc -O2 -o limit limit.c && ./limit FOLDER SOURCES
 * FOLDER: firms.csv (id,node), links.csv (supplier,customer,value,class), sources.csv (id), ids 0, 1, 2 and so on.
 * Prints one line a figure: its name, CPU milliseconds, and a number to compare with.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static uint32_t firms, links, classes, groups;
static uint32_t *node, *source, *queue, *seen, mark;
static uint32_t *inStart, *inSupplier, *groupStart, *groupLink, *outStart, *outCustomer;
static double *output, *lambda, *share, total;

static double cpu(void) { return clock() * 1000.0 / CLOCKS_PER_SEC; }

static char *slurp(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) exit(1);
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *text = malloc(length + 1);
  if (fread(text, 1, length, file) != (size_t)length) exit(1);
  text[length] = 0;
  fclose(file);
  return text;
}

static uint32_t lines(const char *text) {
  uint32_t count = 0;
  for (; *text; text++) count += *text == '\n';
  return count;
}

static char *heading(char *text) { return strchr(text, '\n') + 1; }

static uint32_t number(char **at) {
  uint32_t value = 0;
  while (**at < '0') (*at)++;
  for (; **at >= '0'; (*at)++) value = value * 10 + (**at - '0');
  return value;
}

static uint32_t *starts(const uint32_t *key, uint32_t count, uint32_t keys) {
  uint32_t *start = calloc(keys + 1, sizeof *start);
  for (uint32_t at = 0; at < count; at++) start[key[at] + 1]++;
  for (uint32_t at = 0; at < keys; at++) start[at + 1] += start[at];
  return start;
}

/* Rows in the order of their keys, equal ones as `from` has them. */
static uint32_t *ordered(const uint32_t *key, const uint32_t *from, uint32_t count, uint32_t keys) {
  uint32_t *next = starts(key, count, keys), *order = malloc(4L * count);
  for (uint32_t rank = 0; rank < count; rank++) {
    uint32_t at = from ? from[rank] : rank;
    order[next[key[at]]++] = at;
  }
  free(next);
  return order;
}

static void load(const char *folder) {
  char *text = slurp(folder, "firms.csv"), *at = heading(text);
  firms = lines(at);
  node = malloc(4L * firms);
  for (uint32_t firm = 0; firm < firms; firm++) {
    number(&at);
    node[firm] = number(&at);
    if (node[firm] >= classes) classes = node[firm] + 1;
  }
  free(text);
  text = slurp(folder, "links.csv");
  at = heading(text);
  links = lines(at);
  uint32_t *s = malloc(4L * links), *c = malloc(4L * links), *w = malloc(4L * links), *key = malloc(4L * links);
  double *in = calloc(firms, 8);
  output = calloc(firms, 8);
  for (uint32_t link = 0; link < links; link++) {
    s[link] = number(&at);
    c[link] = number(&at);
    w[link] = number(&at);
    key[link] = number(&at) == 2 ? node[s[link]] : classes;
    output[s[link]] += w[link];
    in[c[link]] += w[link];
  }
  free(text);
  for (uint32_t firm = 0; firm < firms; firm++) total += output[firm];

  uint32_t *byKey = ordered(key, NULL, links, classes + 1), *order = ordered(c, byKey, links, firms);
  free(byKey);
  inStart = starts(c, links, firms);
  inSupplier = malloc(4L * links);
  lambda = malloc(8L * links);
  groupStart = malloc(4L * (firms + 1));
  groupLink = malloc(4L * (links + 1));
  for (uint32_t firm = 0; firm < firms; firm++) {
    groupStart[firm] = groups;
    for (uint32_t from = inStart[firm]; from < inStart[firm + 1];) {
      uint32_t to = from, own = key[order[from]];
      double sum = 0;
      for (; to < inStart[firm + 1] && key[order[to]] == own; to++) sum += w[order[to]];
      groupLink[groups++] = from;
      for (; from < to; from++) {
        inSupplier[from] = s[order[from]];
        lambda[from] = w[order[from]] / (own == classes ? in[firm] : sum);
      }
    }
  }
  groupStart[firms] = groups;
  groupLink[groups] = links;
  outStart = starts(s, links, firms);
  outCustomer = malloc(4L * links);
  share = malloc(8L * links);
  uint32_t *bySupplier = ordered(s, NULL, links, firms);
  for (uint32_t rank = 0; rank < links; rank++) {
    uint32_t link = bySupplier[rank];
    outCustomer[rank] = c[link];
    share[rank] = w[link] / output[s[link]];
  }
  free(order), free(bySupplier), free(s), free(c), free(w), free(key), free(in);
}

static uint32_t reach(uint32_t from, uint32_t hops) {
  uint32_t head = 0, tail = 0;
  queue[tail++] = from;
  seen[from] = ++mark;
  for (uint32_t hop = 0; hop < hops && head < tail; hop++)
    for (uint32_t end = tail; head < end; head++)
      for (uint32_t link = outStart[queue[head]]; link < outStart[queue[head] + 1]; link++) {
        uint32_t to = outCustomer[link];
        if (seen[to] == mark) continue;
        seen[to] = mark;
        queue[tail++] = to;
      }
  return tail - 1;
}

static double propagate(uint32_t failed, double epsilon) {
  static double *down, *up, *nextDown, *nextUp, *loss, *left;
  if (!down) {
    double **all[] = {&down, &up, &nextDown, &nextUp, &loss};
    for (int at = 0; at < 5; at++) *all[at] = malloc(8L * firms);
    left = malloc(8L * classes);
  }
  for (uint32_t firm = 0; firm < firms; firm++) down[firm] = up[firm] = firm != failed;
  double most;
  int steps = 0;
  do {
    most = 0;
    memset(left, 0, 8L * classes);
    for (uint32_t firm = 0; firm < firms; firm++) left[node[firm]] += output[firm] * down[firm];
    for (uint32_t firm = 0; firm < firms; firm++) {
      double all = left[node[firm]];
      loss[firm] = (all > output[firm] ? output[firm] / all : 1) * (1 - down[firm]);
    }
    for (uint32_t firm = 0; firm < firms; firm++) {
      double h = firm != failed;
      for (uint32_t group = groupStart[firm]; group < groupStart[firm + 1]; group++) {
        double lost = 0;
        for (uint32_t link = groupLink[group]; link < groupLink[group + 1]; link++)
          lost += lambda[link] * loss[inSupplier[link]];
        if (1 - lost < h) h = 1 - lost;
      }
      nextDown[firm] = h < 0 ? 0 : h;
      if (down[firm] - nextDown[firm] > most) most = down[firm] - nextDown[firm];
    }
    for (uint32_t firm = 0; firm < firms; firm++) {
      double lost = 0;
      for (uint32_t link = outStart[firm]; link < outStart[firm + 1]; link++) lost += share[link] * (1 - up[outCustomer[link]]);
      double h = firm == failed || lost > 1 ? 0 : 1 - lost;
      nextUp[firm] = h;
      if (up[firm] - h > most) most = up[firm] - h;
    }
    double *swap = down;
    down = nextDown;
    nextDown = swap;
    swap = up;
    up = nextUp;
    nextUp = swap;
  } while (most >= epsilon && ++steps < 1000);
  double lost = 0;
  for (uint32_t firm = 0; firm < firms; firm++) lost += output[firm] * (1 - (down[firm] < up[firm] ? down[firm] : up[firm]));
  return lost / total;
}

int main(int count, char **given) {
  if (count < 3) return 2;
  double began = cpu();
  load(given[1]);
  printf("load %.3f %u\n", cpu() - began, groups);
  char *text = slurp(given[1], "sources.csv"), *at = heading(text);
  uint32_t all = lines(at), few = atoi(given[2]);
  source = malloc(4L * all);
  for (uint32_t one = 0; one < all; one++) source[one] = number(&at);
  queue = malloc(4L * firms);
  seen = calloc(firms, 4);
  uint32_t hops[] = {3, UINT32_MAX};
  for (int kind = 0; kind < 2; kind++) {
    double sum = 0;
    for (uint32_t one = 0; one < all; one++) reach(source[one], hops[kind]);
    began = cpu();
    for (uint32_t one = 0; one < all; one++) sum += reach(source[one], hops[kind]);
    printf("reach-%s %.6f %.4f\n", kind ? "all" : "3", (cpu() - began) / all, sum / all);
  }
  double epsilons[] = {1e-2, 1e-6};
  for (int kind = 0; kind < 2; kind++) {
    double sum = 0;
    began = cpu();
    for (uint32_t one = 0; one < few; one++) sum += propagate(source[one], epsilons[kind]);
    printf("shock-%s %.6f %.15f\n", kind ? "1e-6" : "1e-2", (cpu() - began) / few, sum / few);
    fflush(stdout);
  }
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  printf("memory 0 %ld\n", used.ru_maxrss * 1024L);
  return 0;
}
