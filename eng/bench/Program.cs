using Bench;
using Bench.Transform;

return args is [JobProcess.Argument, var job, var folder]
    ? await Jobs.RunAsync(job, folder)
    : await Twin.Cli.Commands.CommandLine.RunAsync(BenchCommand.Root, args);
