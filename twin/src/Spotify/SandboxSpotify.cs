using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Twin.Spotify.Accounts;
using Twin.Spotify.Api;
using Twin.Spotify.Configuration;
using Twin.Spotify.Faults;
using Twin.Spotify.Http;

namespace Twin.Spotify;

/// <summary>A sandbox of Spotify: the Web API and the accounts service, for the playlists and own
/// lists of a user. It answers requests; its host receives and sends them.</summary>
public sealed class SandboxSpotify
{
    /// <summary>The path of the Web API; the accounts service is at the root.</summary>
    public const string ApiPath = "/v1/";

    private readonly SandboxOptions _options;
    private readonly SandboxAccounts _accounts;
    private readonly SandboxWebApi _api;
    private readonly SandboxClock _clock;
    private readonly ConcurrentQueue<SandboxRequest> _requests = new();
    private int _inFlight;
    private int _mostInFlight;

    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public SandboxSpotify(SandboxOptions options)
    {
        _options = options;
        _accounts = new SandboxAccounts(options);
        _api = new SandboxWebApi(options, _accounts);
        _clock = new SandboxClock(options.Clock, options.Wall);
        SetDay(0);
    }

    /// <summary>The requests so far, in the order in which they were answered.</summary>
    public IReadOnlyList<SandboxRequest> Requests => [.. _requests];

    public int MaxInFlight => Volatile.Read(ref _mostInFlight);

    /// <summary>Serves the content of <paramref name="day"/> from the next request on.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public void SetDay(int day) => _api.SetDay(day);

    public async Task RespondAsync(HttpContext context)
    {
        var inFlight = Interlocked.Increment(ref _inFlight);
        for (var most = MaxInFlight; most < inFlight;)
        {
            most = Interlocked.CompareExchange(ref _mostInFlight, inFlight, most);
        }

        try
        {
            await RespondToOneAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task RespondToOneAsync(HttpContext context)
    {
        var at = _options.Clock.GetUtcNow();
        var start = TimeProvider.System.GetTimestamp();
        var arrived = _clock.Wall.GetTimestamp();
        var target = RequestTarget.Parse(
            context.Request.Method,
            context.Request.Path.Value ?? string.Empty,
            context.Request.QueryString.Value ?? string.Empty,
            _api.Day);
        var form = target.Kind == RequestKind.Token && context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        var (response, fault) = _options.Faults.Respond(
            target, _clock, () => ResponseTo(context.Request, target, form));

        // The request is in the log before the response leaves: a client that has a response finds its request there.
        var request = new SandboxRequest(
            at,
            context.Request.Method,
            target.PathAndQuery,
            response.ResetAfter == 0 ? 0 : response.Status,
            TimeProvider.System.GetElapsedTime(start))
        {
            Kind = target.Kind,
            Fault = fault,
        };
        _requests.Enqueue(request);
        _options.OnResponse?.Invoke(request);
        var made = _clock.Wall.GetElapsedTime(arrived);
        var left = _options.Latency > made ? _options.Latency - made : TimeSpan.Zero;
        await new ResponseWriter(_clock.Wall, left).SendAsync(response, context);
    }

    private SandboxResponse ResponseTo(HttpRequest request, RequestTarget target, IFormCollection form)
    {
        var authorization = request.Headers.Authorization.ToString();
        var path = request.Path.Value ?? string.Empty;
        if (target.Kind == RequestKind.Token)
        {
            return _accounts.Grant(
                authorization,
                form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
        }

        // Of a parameter that occurs twice, the last one counts.
        var query = request.Query.ToDictionary(
            parameter => parameter.Key,
            parameter => parameter.Value[^1] ?? string.Empty,
            StringComparer.Ordinal);
        if (target.Kind == RequestKind.Consent)
        {
            return _accounts.Authorization.Authorize(query);
        }

        if (!HttpMethods.IsGet(request.Method) || !path.StartsWith(ApiPath, StringComparison.Ordinal))
        {
            return SandboxResponse.Error(404, "Service not found");
        }

        return _api.Get(
            path[ApiPath.Length..], authorization, query, new Uri($"{request.Scheme}://{request.Host}{ApiPath}"));
    }
}
