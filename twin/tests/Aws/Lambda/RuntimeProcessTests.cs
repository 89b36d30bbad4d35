using System.Diagnostics;
using System.Net.Sockets;

namespace Twin.Tests.Aws.Lambda;

public sealed class RuntimeProcessTests(SamplePackage package) : IClassFixture<SamplePackage>
{
    [Fact]
    public async Task A_functions_process_ends_when_the_one_that_started_it_is_gone()
    {
        // A server that accepts the connection and never answers, as the Runtime API does while there is no event.
        using var api = new TcpListener(IPAddress.Loopback, 0);
        api.Start();
        var taskRoot = Path.Combine(AppContext.BaseDirectory, "lambda-package");
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet, DotnetRuntime.Arguments(package.Function("Count"), taskRoot))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.LocalEndpoint.ToString();
        using var process = Process.Start(start)!;
        using var connection = await api.AcceptTcpClientAsync(Cancel);
        Assert.False(process.HasExited);

        // The system closes the pipe too when the other process has ended in any way.
        process.StandardInput.Close();

        await process.WaitForExitAsync(Cancel);
    }
}
