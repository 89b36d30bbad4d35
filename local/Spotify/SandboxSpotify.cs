using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Local.Spotify;

/// <summary>
/// Spotify on this machine: the Web API and the accounts service on one address of 127.0.0.1, for the playlists of
/// <see cref="SandboxOptions.Content"/>.
/// </summary>
public sealed class SandboxSpotify : IAsyncDisposable
{
    private const string ApiPath = "/v1/";

    private readonly SandboxOptions _options;
    private readonly WebApplication _server;
    private readonly SandboxAccounts _accounts;
    private readonly ConcurrentQueue<SandboxRequest> _requests = new();
    private SandboxWebApi? _api;
    private bool _disposed;

    private SandboxSpotify(SandboxOptions options)
    {
        _options = options;
        _accounts = new SandboxAccounts(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port: 0);
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>Stands for <c>https://accounts.spotify.com/</c>.</summary>
    public Uri AccountsBaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Stands for <c>https://api.spotify.com/v1/</c>.</summary>
    public Uri ApiBaseAddress => new(AccountsBaseAddress, ApiPath);

    /// <summary>The requests so far, in the order in which they were answered.</summary>
    public IReadOnlyList<SandboxRequest> Requests => [.. _requests];

    /// <summary>Starts the sandbox with the content of day 0.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public static async Task<SandboxSpotify> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var sandbox = new SandboxSpotify(options);
        try
        {
            await sandbox._server.StartAsync(cancellationToken);
            var addresses = sandbox._server.Services.GetRequiredService<IServer>().Features
                .GetRequiredFeature<IServerAddressesFeature>().Addresses;
            sandbox.AccountsBaseAddress = new Uri(addresses.Single());
            sandbox._api = new SandboxWebApi(options, sandbox._accounts, sandbox.ApiBaseAddress);
            sandbox.SetDay(0);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves the content of <paramref name="day"/> from the next request on.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public void SetDay(int day) => _api!.SetDay(day);

    /// <summary>Answers the requests that are under way, then closes the address.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var at = _options.Clock.GetUtcNow();
        var start = Stopwatch.GetTimestamp();
        var answer = await AnswerToAsync(context.Request);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);

        var request = new SandboxRequest(
            at,
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            answer.Status,
            Stopwatch.GetElapsedTime(start));
        _requests.Enqueue(request);
        _options.Answered?.Invoke(request);
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
        return _api!.Get(path[ApiPath.Length..], authorization, query);
    }
}
