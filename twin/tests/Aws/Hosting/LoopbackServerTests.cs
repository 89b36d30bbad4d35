using Microsoft.AspNetCore.Http;

namespace Twin.Tests.Aws.Hosting;

public sealed class LoopbackServerTests
{
    [Theory]
    [InlineData("spotify.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost")]
    public async Task A_request_for_another_host_reaches_nobody(string host)
    {
        var asked = 0;
        await using var server = await LoopbackServer.StartAsync(
            _ =>
            {
                asked++;
                return Task.CompletedTask;
            },
            Cancel);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, await AskAsync(server, host));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_request_for_its_own_host_is_answered()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync("yes", context.RequestAborted),
            Cancel);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, server.Endpoint.Authority));
    }

    private static async Task<HttpStatusCode> AskAsync(LoopbackServer server, string host)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Endpoint);
        request.Headers.Host = host;
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
