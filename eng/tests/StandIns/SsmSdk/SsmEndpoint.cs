using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Eng.Tests.StandIns.SsmSdk;

/// <summary>An endpoint that answers with the responses that a test queued, and keeps the requests.</summary>
internal sealed class SsmEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, string Body)> _answers = new();

    private SsmEndpoint(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public ConcurrentQueue<SsmRequest> Requests { get; } = new();

    public static async Task<SsmEndpoint> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var endpoint = new SsmEndpoint(builder.Build());
        endpoint._app.Run(endpoint.AnswerAsync);
        await endpoint._app.StartAsync(cancellationToken);
        return endpoint;
    }

    public void Answer(int status, string body) => _answers.Enqueue((status, body));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(
            new SsmRequest(context.Request.Method, context.Request.Path, headers, body.RootElement.Clone()));
        if (!_answers.TryDequeue(out var answer))
        {
            answer = (500, """{"__type":"NoAnswerWasQueued"}""");
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer.Body);
    }
}

internal sealed record SsmRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body);
