using System.Runtime.CompilerServices;

namespace Functions.Extract;

/// <summary>
/// Keeps an answer's bytes as they came: SpotifyAPI.Web hands out text only, and text that was decoded and encoded
/// again need not be the same bytes.
/// </summary>
internal sealed class BodyRecorder(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<StrongBox<byte[]>?> Recording = new();

    /// <summary>
    /// The body of the last answer that <paramref name="send"/> received: a request for a token may go before, on the
    /// same way.
    /// </summary>
    public static async Task<byte[]> RecordAsync(Func<Task> send)
    {
        var body = new StrongBox<byte[]>([]);
        Recording.Value = body;
        await send();
        return body.Value!;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Recording.Value is { } body)
        {
            body.Value = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }

        return response;
    }
}
