namespace Amazon.Lambda.Core;

/// <summary>What the AWS Mobile SDK sends about the application and the device that invoke a function.</summary>
public interface IClientContext
{
}
