using System.Net.Sockets;
using System.Xml.Linq;

namespace Twin.Tests.Aws.S3;

/// <summary>One connection to S3, over which signed requests go exactly as they are written.</summary>
internal sealed class S3Connection : IAsyncDisposable
{
    public const string Unsigned = "UNSIGNED-PAYLOAD";
    public const string Chunked = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private readonly TcpClient _tcp = new();
    private readonly LocalS3 _s3;
    private BufferedStream _stream = null!;

    private S3Connection(LocalS3 s3) => _s3 = s3;

    public static async Task<S3Connection> OpenAsync(LocalS3 s3)
    {
        var connection = new S3Connection(s3);
        await connection._tcp.ConnectAsync(s3.Server.Endpoint.Host, s3.Server.Endpoint.Port, Cancel);
        connection._stream = new BufferedStream(connection._tcp.GetStream());
        return connection;
    }

    /// <summary>Sends a request and reads its response. With <c>Expect</c>, the body waits for the server's
    /// word.</summary>
    /// <param name="target">Below the bucket; the query in its canonical form.</param>
    /// <param name="body">The body; null for a request without length.</param>
    public async Task<S3Answer> SendAsync(
        string method, string target, string? body, string payloadHash, params (string Name, string Value)[] headers)
    {
        target = $"/{LocalS3.Bucket}{target}";
        var host = _s3.Server.Endpoint.Authority;
        var signed = headers.Where(header => header.Name.StartsWith("x-amz-", StringComparison.Ordinal)).ToArray();
        var lines = _s3.Signer.HeadersOf(method, host, target, payloadHash, signed)
            .Select(header => (header.Key, header.Value))
            .Concat(headers)
            .Append(("Host", host));
        if (body is not null && headers.All(header => header.Name != "Transfer-Encoding"))
        {
            lines = lines.Append(("Content-Length", $"{body.Length}"));
        }

        var head = string.Concat(lines.Select(line => $"{line.Item1}: {line.Item2}\r\n"));
        await WriteAsync($"{method} {target} HTTP/1.1\r\n{head}\r\n");
        if (headers.Any(header => header.Name == "Expect"))
        {
            var first = await ReadAsync(hasBody: true);
            if (first.Status != 100)
            {
                return first;
            }
        }

        await WriteAsync(body ?? "");
        return await ReadAsync(hasBody: method != "HEAD");
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return _stream.DisposeAsync();
    }

    private async Task WriteAsync(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), Cancel);
        await _stream.FlushAsync(Cancel);
    }

    private async Task<S3Answer> ReadAsync(bool hasBody)
    {
        var status = int.Parse(LineOf()[9..12], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (LineOf() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        var body = new byte[hasBody ? length : 0];
        await _stream.ReadExactlyAsync(body, Cancel);
        return new S3Answer(status, headers, Encoding.UTF8.GetString(body));
    }

    private string LineOf()
    {
        var line = new StringBuilder();
        while (_stream.ReadByte() is var letter && letter != '\n')
        {
            _ = letter < 0 ? throw new EndOfStreamException("The server closed the connection.") : letter;
            line.Append((char)letter);
        }

        return line.ToString().TrimEnd('\r');
    }
}

internal sealed record S3Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The error's code, or the status of a response without one.</summary>
    public string Outcome => Find("Code") ?? Status.ToString(CultureInfo.InvariantCulture);

    public string? Message => Find("Message");

    private string? Find(string name) =>
        Body.StartsWith('<') ? XElement.Parse(Body).Element(name)?.Value : null;
}
