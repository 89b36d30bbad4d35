using Pulumi;
using Pulumi.Testing;

namespace Eng.Tests.StandIns.PulumiAws;

/// <summary>Runs a program of a few lines as an update against recording mocks.</summary>
internal static class Deployments
{
    public static async Task<RecordingMocks> RunAsync(Action program, RecordingMocks? mocks = null)
    {
        mocks ??= new RecordingMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);
        return mocks;
    }
}
