namespace Twin.Tests.Aws.Lambda;

public sealed class RuntimeApiTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/0")]
    [InlineData("/00000000000000000000000000000000")]
    public async Task Nobody_speaks_for_the_function_who_does_not_know_the_secret_path(string guessed)
    {
        await using var api = await RuntimeApi.StartAsync(Cancel);
        var authority = api.Address.Split('/')[0];
        using var http = new HttpClient();
        using var body = new StringContent("{}");

        using var answer = await http.PostAsync(
            new Uri($"http://{authority}{guessed}/2018-06-01/runtime/init/error"), body, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(api.Initialized.IsCompleted);
    }
}
