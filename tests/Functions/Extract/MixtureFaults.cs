using Amazon.SimpleSystemsManagement;

namespace Tests.Functions.Extract;

/// <summary>The random faults of a <see cref="Mixture"/>'s playlists and of the requests for them. It keeps those that
/// explain an outcome.</summary>
internal sealed class MixtureFaults
{
    public const char Restless = 'F';

    private readonly Lock _lock = new();
    private readonly ScriptedRun _run;
    private readonly Random _random;
    private readonly Dictionary<string, List<ScriptedPlaylist>> _versions;
    private readonly HashSet<string> _happened = [];
    private readonly Dictionary<string, int> _changes = [];
    private readonly Dictionary<string, int> _oddAnswers = [];
    private readonly HashSet<string> _begunAnew = [];
    private readonly HashSet<string> _stateLost = [];
    private readonly List<string> _refreshTokens = [];
    private bool _isCalm;
    private bool _isUnwritable;

    public MixtureFaults(ScriptedRun run, Random random, IEnumerable<ScriptedPlaylist> playlists)
    {
        (_run, _random) = (run, random);
        _versions = playlists.ToDictionary(
            playlist => playlist.Id, playlist => new List<ScriptedPlaylist> { playlist });
        run.Spotify.Have(random.Next(3) == 0 ? "items" : "tracks");
        run.Spotify.OnRequest = Happen;
        run.Spotify.OnPage = Given;
        run.Spotify.NextRefreshToken = Rotate;
        run.Parameters.OnWrite = Refuse;
        SetGone(404);
    }

    public DateTimeOffset BlockedUntil { get; private set; }

    /// <summary>A value that indicates whether the endpoint has changed during the run: one may have refused first, and
    /// then the other.</summary>
    public bool HasEraChanged { get; private set; }

    public bool MayWait { get; private set; }

    /// <summary>The refresh tokens that Spotify has issued, the last one last.</summary>
    public IReadOnlyList<string> RefreshTokens => _refreshTokens;

    public void Begin()
    {
        _happened.Clear();
        _changes.Clear();
        _oddAnswers.Clear();
        HasEraChanged = false;
        MayWait = BlockedUntil > _run.Time.GetUtcNow();
        _isUnwritable = !_isCalm && _random.Next(4) == 0;
        if (!_isCalm)
        {
            ChangeBetween();
        }
    }

    public void Cease()
    {
        _isCalm = true;
        SetGone(404);
    }

    public ScriptedPlaylist VersionOf(SnapshotManifest manifest)
    {
        var versions = _versions[manifest.Playlist.Id]
            .Where(version => version.SnapshotId == manifest.Playlist.SnapshotId)
            .ToList();
        // Where the snapshot_id does not tell them apart, the first entry does.
        return versions is [var only] ? only : Assert.Single(versions, version =>
        {
            Assert.True(RawSnapshot.TryParseManifest(ManifestOf(manifest), out var snapshot));
            return _run.Text(manifest.Pages[0].KeyIn(snapshot))
                .Contains(version.Entry(0), StringComparison.Ordinal);
        });
    }

    /// <summary>Determines whether the playlist was edited, or had to be read again, as often as it may be.</summary>
    public bool MayHaveChanged(string id) =>
        _changes.GetValueOrDefault(id) + _changes.GetValueOrDefault("") >= PlaylistExtractor.MaxReadings;

    public bool Explains(string reason) =>
        _happened.Any(what => reason.Contains(what, StringComparison.Ordinal));

    private string ManifestOf(SnapshotManifest manifest) => _run.S3.KeysOf(ScriptedRun.Raw).First(
        key => RawSnapshot.TryParseManifest(key, out var snapshot)
            && snapshot.PlaylistId == manifest.Playlist.Id
            && _run.S3[ScriptedRun.Raw, key].AsSpan().SequenceEqual(manifest.ToUtf8()));

    private void ChangeBetween()
    {
        foreach (var id in _versions.Keys)
        {
            if (_random.Next(3) == 0)
            {
                Edit(id, isTold: _random.Next(2) == 0);
            }

            if (_random.Next(12) == 0)
            {
                _stateLost.Add(_run.Spotify[id].SnapshotId);
                _run.S3.Remove(ScriptedRun.Raw, StateZone.Playlist(id));
            }
        }

        if (_random.Next(12) == 0)
        {
            _run.S3.Remove(ScriptedRun.Raw, StateZone.Extract);
        }

        ChangePages(8);
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
            if (id is not null && _random.Next(id[0] == Restless ? 2 : 40) == 0)
            {
                Edit(id, isTold: true);
            }

            if (_random.Next(300) == 0)
            {
                ChangeEra();
            }

            ChangePages(600);
            return _random.Next(id is null ? 40 : 25) switch
            {
                0 => Note("500", Interference.Answer(500, "")),
                1 => Note("503", ScriptedSpotify.Error(503, "Service unavailable")),
                2 => throw Noted("connection cut", new HttpRequestException("connection cut")),
                3 when id is not null => Blocked(_random.Next(2) == 0 ? "3" : "40"),
                4 when id is not null && _random.Next(8) == 0 => Blocked(_random.Next(2) == 0 ? "7200" : "86400"),
                5 when id is not null => Note("401", ScriptedSpotify.Error(401, "The access token expired")),
                6 when id is not null => Odd(id, address, "JSON", Interference.Answer(200, """{"items":[{},""")),
                7 when id is not null => Odd(id, address, "JSON", Interference.Answer(200, "<html>")),
                8 when IsPage(address) =>
                    Odd(id!, address, "items or their total", Interference.Answer(200, """{"items":[]}""")),
                9 or 10 when IsPage(address) && !address.Contains("offset=0&", StringComparison.Ordinal) =>
                    Lag(id!, address),
                _ => null,
            };
        }
    }

    private void ChangeEra()
    {
        if (_run.Spotify.Endpoints.ContainsKey("tracks"))
        {
            HasEraChanged = true;
            SetGone((int[])[404, 403, 429], _random.Next(3));
            _run.Spotify.Have("items");
            AllBeginAnew();
        }
    }

    private void SetGone(int[] statuses, int which) => SetGone(statuses[which]);

    private void SetGone(int status) => _run.Spotify.OnGone = () =>
        status == 429 ? Blocked("3600") : Note("404", ScriptedSpotify.Error(status, "Forbidden"));

    private void ChangePages(int oneIn)
    {
        if (_random.Next(oneIn) == 0)
        {
            _run.Spotify.LargestPage = _random.Next(3) switch
            {
                0 => 20,
                1 => 30,
                _ => null,
            };
            _happened.Add("asked for offset");
            AllBeginAnew();
        }
    }

    /// <summary>Notes that the stored pages of all playlists may not fit the next ones.</summary>
    private void AllBeginAnew()
    {
        _begunAnew.UnionWith(_versions.Values.Select(versions => versions[^1].SnapshotId));
        _changes[""] = _changes.GetValueOrDefault("") + 1;
    }

    private HttpResponseMessage? Lag(string id, string address)
    {
        var query = System.Web.HttpUtility.ParseQueryString(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        var playlist = _run.Spotify[id];
        return playlist.Refusal is not null
            ? null
            : Odd(id, address, "total", ScriptedSpotify.Page(
                playlist with { Entries = playlist.Entries + 1 }, Number(query["offset"]), Number(query["limit"])));
    }

    /// <summary>An answer that is not the requested page. After three of them the playlist is read again.</summary>
    private HttpResponseMessage Odd(string id, string address, string what, HttpResponseMessage answer)
    {
        var count = _oddAnswers[address] = _oddAnswers.GetValueOrDefault(address) + 1;
        // Of Spotify's own playlists, where no snapshot_id says otherwise, one other total is another playlist.
        if (count % 3 == 0 || (what == "total" && _versions[id][^1].Owner == "spotify"))
        {
            _begunAnew.Add(_versions[id][^1].SnapshotId);
            _changes[id] = _changes.GetValueOrDefault(id) + 1;
        }

        return Note(what, answer);
    }

    private HttpResponseMessage Blocked(string retryAfter)
    {
        MayWait = true;
        var until = _run.Time.GetUtcNow().AddSeconds(Number(retryAfter));
        BlockedUntil = until > BlockedUntil ? until : BlockedUntil;
        return ScriptedSpotify.Error(429, "Too many requests", retryAfter);
    }

    /// <summary>Asserts that no stored page is requested, except by a reading that had to start again.</summary>
    private void Given(ScriptedPlaylist playlist, int offset)
    {
        lock (_lock)
        {
            var id = playlist.SnapshotId;
            if (offset == 0 || playlist.Owner == "spotify" || _begunAnew.Contains(id))
            {
                return;
            }

            // Without a state, only the folder of the day is known.
            var folder = (_stateLost.Contains(id) ? $"={_run.Today:yyyy-MM-dd}/" : "/") + RawSnapshot.HashOf(id);
            var start = string.Create(CultureInfo.InvariantCulture, $$"""{ "offset":{{offset}},""");
            List<string> stored;
            lock (_run.S3.Written)
            {
                stored = [.. _run.S3.Written.Where(key => key.Contains(folder, StringComparison.Ordinal))];
            }

            Assert.DoesNotContain(stored, key => _run.Text(key).StartsWith(start, StringComparison.Ordinal));
        }
    }

    /// <param name="isTold">True if the edit changes the snapshot_id. Only in Spotify's own playlists may it be
    /// false.</param>
    private void Edit(string id, bool isTold)
    {
        var now = _versions[id][^1];
        var isOwn = now.Owner == "spotify";
        var next = now with
        {
            Version = now.Version + 1,
            ToldVersion = isTold || !isOwn ? null : now.ToldVersion ?? now.Version,
            // Of Spotify's own playlists only the bytes tell one version from another.
            Entries = Math.Max(isOwn ? 1 : 0, now.Entries + _random.Next(-1, 2)),
        };
        _versions[id].Add(next);
        _changes[id] = _changes.GetValueOrDefault(id) + 1;
        _run.Spotify[id] = next;
    }

    /// <summary>The former token stays valid until the new one is used.</summary>
    private string? Rotate()
    {
        lock (_lock)
        {
            if (_isCalm || _random.Next(3) > 0)
            {
                return null;
            }

            var next = $"rotated-token-{_refreshTokens.Count}";
            _refreshTokens.Add(next);
            _run.Spotify.RefreshTokens.Clear();
            _run.Spotify.RefreshTokens.UnionWith([_run.Spotify.UsedRefreshToken!, next]);
            return next;
        }
    }

    /// <summary>The refusal of the first write of a run that has one; null otherwise.</summary>
    private AmazonSimpleSystemsManagementException? Refuse()
    {
        var isUnwritable = _isUnwritable;
        _isUnwritable = false;
        return isUnwritable ? new AmazonSimpleSystemsManagementException("later") : null;
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

    private bool IsPage(string address) => _run.Spotify.Endpoints.Keys.Any(
        endpoint => address.Contains($"/{endpoint}?", StringComparison.Ordinal));

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
}
