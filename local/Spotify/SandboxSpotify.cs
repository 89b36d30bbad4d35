using System.Collections.Concurrent;
using Local.Loopback;
using Microsoft.AspNetCore.Http;

namespace Local.Spotify;

/// <summary>
/// Spotify on this machine: the Web API and the accounts service on one address of 127.0.0.1, for the playlists of
/// <see cref="SandboxOptions.Content"/>.
/// </summary>
public sealed class SandboxSpotify : IAsyncDisposable
{
    private const string ApiPath = "/v1/";

    private readonly SandboxOptions _options;
    private readonly SandboxAccounts _accounts;
    private readonly SandboxWebApi _api;
    private readonly ConcurrentQueue<SandboxRequest> _requests = new();
    private LoopbackServer? _server;

    private SandboxSpotify(SandboxOptions options)
    {
        _options = options;
        _accounts = new SandboxAccounts(options);
        _api = new SandboxWebApi(options, _accounts);
        SetDay(0);
    }

    /// <summary>Stands for <c>https://accounts.spotify.com/</c>.</summary>
    public Uri AccountsBaseAddress => _server!.Endpoint;

    /// <summary>Stands for <c>https://api.spotify.com/v1/</c>.</summary>
    public Uri ApiBaseAddress => new(AccountsBaseAddress, ApiPath);

    /// <summary>The requests so far, in the order in which they were answered.</summary>
    public IReadOnlyList<SandboxRequest> Requests => [.. _requests];

    /// <summary>Starts the sandbox with the content of day 0.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public static async Task<SandboxSpotify> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var sandbox = new SandboxSpotify(options);
        sandbox._server = await LoopbackServer.StartAsync(sandbox.AnswerAsync, cancellationToken);
        return sandbox;
    }

    /// <summary>Serves the content of <paramref name="day"/> from the next request on.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public void SetDay(int day) => _api.SetDay(day);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var at = _options.Clock.GetUtcNow();
        var start = TimeProvider.System.GetTimestamp();
        var answer = await AnswerToAsync(context.Request);

        // Before the answer leaves: who has it finds its request in the log.
        var request = new SandboxRequest(
            at,
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            answer.Status,
            TimeProvider.System.GetElapsedTime(start));
        _requests.Enqueue(request);
        _options.Answered?.Invoke(request);

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async Task<SandboxAnswer> AnswerToAsync(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var path = request.Path.Value ?? string.Empty;
        if (HttpMethods.IsPost(request.Method) && path == "/api/token")
        {
            var form = request.HasFormContentType
                ? await request.ReadFormAsync(request.HttpContext.RequestAborted)
                : FormCollection.Empty;
            return _accounts.Grant(
                authorization,
                form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
        }

        if (!HttpMethods.IsGet(request.Method) || !path.StartsWith(ApiPath, StringComparison.Ordinal))
        {
            return SandboxAnswer.Error(404, "Service not found");
        }

        // A parameter that stands twice counts as it stands last.
        var query = request.Query.ToDictionary(
            parameter => parameter.Key,
            parameter => parameter.Value[^1] ?? string.Empty,
            StringComparer.Ordinal);
        return _api.Get(path[ApiPath.Length..], authorization, query, ApiBaseAddress);
    }
}
