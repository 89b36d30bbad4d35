using Twin.Spotify.Http;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Faults;

/// <summary>Every fault that Spotify was seen to have, often. Those that end the reading of a playlist (it no longer
/// exists, it belongs to another user, it is edited without end, a wait of hours) happen to a few playlists on a few
/// days. All other waits are at most a second or two.</summary>
internal static class ChaosFaults
{
    private const int Short = 1;
    private const int Long = 2;
    private const int Stumbles = 3;
    private const int Bodies = 4;
    private const int Tokens = 5;
    private const int Playlists = 6;
    private const int Edits = 7;

    public static FaultPlan Create(long seed) => new(
        new RollingWindowLimit(),
        new DailyFault(request =>
            (request.PlaylistId ?? request.OwnList) is { } list ? FaultOf(seed, request.Day, list) : null),
        new RandomFaults(seed, Long)
        {
            OneIn = 150,
            MaxPerDay = 1,
            Faults =
            [
                new TooManyRequests(TimeSpan.FromHours(1)) { Body = TooManyRequestsBody.Quota },
                new TooManyRequests(TimeSpan.FromHours(10)) { Body = TooManyRequestsBody.Text },
                new TooManyRequests(TimeSpan.FromDays(1)) { Body = TooManyRequestsBody.Quota },
            ],
        },
        new RandomFaults(seed, Short)
        {
            OneIn = 12,
            MaxInARow = 2,
            MaxPerDay = 4,
            Faults =
            [
                new TooManyRequests(TimeSpan.FromSeconds(1)),
                new TooManyRequests(TimeSpan.FromSeconds(1)) { Body = TooManyRequestsBody.Quota },
                new TooManyRequests(TimeSpan.FromSeconds(1)) { Body = TooManyRequestsBody.Text, HasRetryAfter = false },
                new TooManyRequests(TimeSpan.FromSeconds(2)) { Body = TooManyRequestsBody.Text },
            ],
        },
        new RandomFaults(seed, Stumbles)
        {
            OneIn = 8,
            MaxInARow = 4,
            MaxPerDay = 12,
            Faults =
            [
                new ServerError(500), new ServerError(502), new ServerError(503), new ServerError(504),
                new Unauthorized(),
                new ConnectionReset(After: 0), new ConnectionReset(After: 0.5),
            ],
        },
        new RandomFaults(seed, Bodies)
        {
            OneIn = 12,
            MaxInARow = 2,
            MaxPerDay = 8,
            Faults =
            [
                new TruncatedBody(Kept: 0.7), new TruncatedBody(Kept: 0), new WrongContentType(),
                new SlowResponse(TimeSpan.FromSeconds(1)),
                new SlowResponse(TimeSpan.FromMilliseconds(500)) { WithinBody = true },
            ],
        },
        new RandomFaults(seed, Tokens)
        {
            OneIn = 6,
            MaxInARow = 2,
            For = request => request.Kind == RequestKind.Token,
            Faults = [new ServerError(503), new ServerError(500), new SlowResponse(TimeSpan.FromMilliseconds(300))],
        },
        new ConcurrentEdits((day, playlist) =>
            new SeededRandom(seed, Edits, day, StableHash.Compute(playlist)).Next(20) switch
            {
                0 => 50,
                < 4 => 1,
                4 => 2,
                _ => 0,
            }));

    private static Fault? FaultOf(long seed, int day, string playlist) =>
        new SeededRandom(seed, Playlists, day, StableHash.Compute(playlist)).Next(60) switch
        {
            0 => new NotFound(),
            1 => new Forbidden(ForbiddenReason.NotOwned),
            2 => new Forbidden(ForbiddenReason.Premium),
            _ => null,
        };
}
