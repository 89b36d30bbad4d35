using System.Net.Http.Headers;
using Twin.Host.Door;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Spotify;

internal sealed class SandboxUser : IAsyncDisposable
{
    private const string App = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59:sandbox-client-secret";

    private readonly HttpClient _client = new();

    private SandboxUser(SandboxServer sandbox)
    {
        Sandbox = sandbox;
    }

    public SandboxServer Sandbox { get; }

    public static Task<SandboxUser> StartAsync(Era era, params SandboxPlaylist[] playlists) =>
        StartAsync(new SandboxOptions { Era = era, Content = _ => playlists });

    public static async Task<SandboxUser> StartAsync(SandboxOptions options) =>
        new(await SandboxServer.StartAsync(options, Cancel));

    public static SandboxPlaylist Numbered(int entries, string id = "0123456789abcdefABCDEF") =>
        new(id, "Numbered \ud83d", "me", "Me", "snapshot", [.. Enumerable.Range(0, entries).Select(number =>
            (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($$$"""{"n":{{{number}}},"track":{"type":"track"}}"""))]);

    public Task SignInAsync() => SignInAsync(
        ("grant_type", "refresh_token"),
        ("refresh_token", "sandbox-refresh-token"));

    public Task<(int Status, JsonElement Json)> RefreshAsync(string refreshToken) => TokenAsync(
        App,
        ("grant_type", "refresh_token"),
        ("refresh_token", refreshToken));

    public Task SignInAsAppAsync() => SignInAsync(("grant_type", "client_credentials"));

    public void UseToken(string? token) =>
        _client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

    public async Task<(int Status, JsonElement Json, string Text)> GetAsync(string address)
    {
        var cancel = Cancel;
        using var answer = await _client.GetAsync(new Uri(Sandbox.ApiBaseAddress, address), cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(text), text);
    }

    public Task<HttpResponseMessage> SendAsync(string address) => _client.GetAsync(
        new Uri(Sandbox.ApiBaseAddress, address),
        HttpCompletionOption.ResponseHeadersRead,
        Cancel);

    public async Task<(int Status, JsonElement Json)> TokenAsync(
        string app,
        params (string Name, string Value)[] form)
    {
        var cancel = Cancel;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Sandbox.AccountsBaseAddress, "api/token"));
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(app)));
        request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _client.SendAsync(request, cancel);
        var json = await answer.Content.ReadAsStringAsync(cancel);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(json));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Sandbox.DisposeAsync();
    }

    private async Task SignInAsync(params (string Name, string Value)[] form)
    {
        var (status, json) = await TokenAsync(App, form);
        Assert.Equal(200, status);
        UseToken(json.GetProperty("access_token").GetString());
    }
}
