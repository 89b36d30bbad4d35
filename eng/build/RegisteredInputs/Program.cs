using System.Text;
using Infra;
using Pulumi;
using Pulumi.Testing;
using RegisteredInputs;

// Usage: RegisteredInputs PROJECT STACK, with the stack's configuration in PULUMI_CONFIG as the Pulumi CLI sets it.
var mocks = new RecordingMocks();
await Deployment.TestAsync<SpotifyStack>(
    mocks, new TestOptions { ProjectName = args[0], StackName = args[1], IsPreview = false });

Console.OutputEncoding = Encoding.UTF8;
foreach (var line in mocks.Registered.Order(StringComparer.Ordinal))
{
    Console.WriteLine(line);
}
