namespace Amazon.Lambda.Core;

/// <summary>What the AWS Mobile SDK sends about the application and the device that invoke a function.</summary>
public interface IClientContext
{
    /// <summary>The device's environment.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The application.</summary>
    IClientApplication Client { get; }

    /// <summary>Values that the application set itself.</summary>
    IDictionary<string, string> Custom { get; }
}
