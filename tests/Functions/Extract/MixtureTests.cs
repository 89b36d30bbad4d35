using System.Collections.Concurrent;
using System.Globalization;
using Functions.Extract;
using Functions.Lake;

namespace Tests.Functions.Extract;

/// <summary>
/// Everything at once, by chance: whatever happens, each playlist ends complete and exact, or is named with its true
/// reason.
/// </summary>
public sealed class MixtureTests(ITestOutputHelper output)
{
    private const int Seeds = 60;
    private const int Days = 5;

    [Fact]
    public async Task Every_playlist_ends_complete_and_exact_or_is_named_with_its_true_reason()
    {
        var kinds = new ConcurrentDictionary<OutcomeKind, int>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            output.WriteLine($"seed {seed}");
            using var mixture = new Mixture(seed);
            for (var day = 0; day < Days; day++)
            {
                foreach (var outcome in await mixture.RunDayAsync(isCalm: day == Days - 1))
                {
                    kinds.AddOrUpdate(outcome.Kind, 1, (_, count) => count + 1);
                }
            }
        }

        output.WriteLine(string.Join(", ", kinds.Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.All(
            [
                OutcomeKind.Complete, OutcomeKind.Unchanged, OutcomeKind.Waiting, OutcomeKind.NotFound,
                OutcomeKind.NotOwned, OutcomeKind.PremiumRequired, OutcomeKind.ChangedWhileReading, OutcomeKind.Failed,
            ],
            kind => Assert.Contains(kind, kinds.Keys));
    }

    /// <summary>Some playlists, and what happens to them and to the requests for them.</summary>
    private sealed class Mixture : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly Random _random;
        private readonly ScriptedRun _run;
        private readonly Dictionary<string, List<ScriptedPlaylist>> _versions = [];
        private readonly HashSet<string> _happened = [];
        private readonly Dictionary<string, int> _edits = [];
        private readonly string _restless = ScriptedRun.Id('F');
        private bool _isCalm;

        public Mixture(int seed)
        {
            _random = new Random(seed);
            var playlists = "ABCDEF".Select(letter =>
            {
                var playlist = ScriptedRun.Playlist(letter, _random.Next(5) switch
                {
                    0 => _random.Next(3),
                    1 => 50 * _random.Next(1, 4),
                    _ => _random.Next(1, 700),
                });
                return _random.Next(8) switch
                {
                    0 => playlist with { Refusal = (404, "Resource not found") },
                    1 => playlist with { Refusal = (403, "Forbidden") },
                    2 => playlist with { Refusal = (403, "Active premium subscription required for the owner") },
                    3 when playlist.Id != _restless => playlist with { Owner = "spotify" },
                    _ => playlist,
                };
            }).ToList();
            _run = new ScriptedRun(playlists);
            foreach (var playlist in playlists)
            {
                _versions[playlist.Id] = [playlist];
            }

            if (_random.Next(2) == 0)
            {
                _run.Spotify.Endpoints.Clear();
                _run.Spotify.Endpoints["tracks"] = 100;
            }

            _run.Spotify.OnRequest = Happen;
            _run.Spotify.OnPage = Given;
        }

        public async Task<IReadOnlyList<PlaylistOutcome>> RunDayAsync(bool isCalm)
        {
            _isCalm = isCalm;
            _happened.Clear();
            _edits.Clear();
            foreach (var id in _versions.Keys.Where(_ => !isCalm && _random.Next(3) == 0))
            {
                Edit(id);
            }

            var outcomes = await _run.RunAsync();
            Assert.All(outcomes, Check);
            Assert.InRange(_run.Spotify.MostInFlight, 1, Pacing.MaxInFlight);
            _run.AssertSecret();
            // Longer than any block
            _run.Pass(TimeSpan.FromDays(2));
            return outcomes;
        }

        public void Dispose() => _run.Dispose();

        private void Check(PlaylistOutcome outcome)
        {
            var refusal = _versions[outcome.Playlist][^1].Refusal;
            switch (outcome.Kind)
            {
                case OutcomeKind.Complete or OutcomeKind.Unchanged:
                    Assert.Null(refusal);
                    var snapshotId = _run.Manifest(outcome).Playlist.SnapshotId;
                    _run.AssertExact(
                        outcome, Assert.Single(_versions[outcome.Playlist], version => version.SnapshotId == snapshotId));
                    if (_isCalm)
                    {
                        Assert.Equal(_versions[outcome.Playlist][^1].SnapshotId, snapshotId);
                    }

                    break;
                case OutcomeKind.NotFound:
                    Assert.Equal(404, refusal?.Status);
                    break;
                case OutcomeKind.NotOwned:
                    Assert.Equal("Forbidden", refusal?.Message);
                    break;
                case OutcomeKind.PremiumRequired:
                    Assert.StartsWith("Active premium", refusal?.Message, StringComparison.Ordinal);
                    break;
                case OutcomeKind.Waiting:
                    Assert.Contains("429", _happened);
                    break;
                case OutcomeKind.ChangedWhileReading:
                    Assert.InRange(_edits[outcome.Playlist], PlaylistExtractor.MaxReadings, int.MaxValue);
                    break;
                default:
                    Assert.Contains(_happened, what => outcome.Reason!.Contains(what, StringComparison.Ordinal));
                    break;
            }

            Assert.Equal(outcome.IsComplete, outcome.Reason is null or "");
            Assert.False(_isCalm && outcome.IsFailure && refusal is null, outcome.ToString());
        }

        private HttpResponseMessage? Happen(string address)
        {
            lock (_lock)
            {
                if (_isCalm)
                {
                    return null;
                }

                var id = _versions.Keys.FirstOrDefault(id => address.Contains(id, StringComparison.Ordinal));
                if (id is not null && _random.Next(id == _restless ? 2 : 40) == 0)
                {
                    Edit(id);
                }

                return _random.Next(id is null ? 40 : 25) switch
                {
                    0 => Note("500", Interference.Answer(500, "")),
                    1 => Note("503", ScriptedSpotify.Error(503, "Service unavailable")),
                    2 => throw Noted("connection cut", new HttpRequestException("connection cut")),
                    3 when id is not null => Note("429", ScriptedSpotify.Error(429, "Too many requests", "3")),
                    4 when id is not null && _random.Next(8) == 0 =>
                        Note("429", ScriptedSpotify.Error(429, "Too many requests", "86400")),
                    5 when id is not null => Note("401", ScriptedSpotify.Error(401, "The access token expired")),
                    6 when id is not null => Note("JSON", Interference.Answer(200, """{"items":[{},""")),
                    7 when id is not null => Note("JSON", Interference.Answer(200, "<html>")),
                    8 when address.Contains("offset=", StringComparison.Ordinal) =>
                        Note("items or their total", Interference.Answer(200, """{"items":[]}""")),
                    _ => null,
                };
            }
        }

        /// <summary>A page that is stored already, of any day, is not asked for.</summary>
        private void Given(ScriptedPlaylist playlist, int offset)
        {
            var page = string.Create(
                CultureInfo.InvariantCulture,
                $"/{RawSnapshot.HashOf(playlist.SnapshotId)}/page-{offset / _run.Spotify.Endpoints.Values.Single():D5}.json");
            if (playlist.Owner != "spotify")
            {
                Assert.DoesNotContain(
                    _run.S3.KeysOf(ScriptedRun.Raw), key => key.EndsWith(page, StringComparison.Ordinal)
                        && key.Contains(playlist.Id, StringComparison.Ordinal));
            }
        }

        private void Edit(string id)
        {
            var now = _versions[id][^1];
            var next = now with
            {
                Version = now.Version + 1,
                // Of Spotify's own playlists only the bytes tell one version from another
                Entries = Math.Max(now.Owner == "spotify" ? 1 : 0, now.Entries + _random.Next(-1, 2)),
            };
            _versions[id].Add(next);
            _edits[id] = _edits.GetValueOrDefault(id) + 1;
            _run.Spotify[id] = next;
        }

        private HttpResponseMessage Note(string what, HttpResponseMessage answer)
        {
            _happened.Add(what);
            return answer;
        }

        private HttpRequestException Noted(string what, HttpRequestException failure)
        {
            _happened.Add(what);
            return failure;
        }
    }
}
